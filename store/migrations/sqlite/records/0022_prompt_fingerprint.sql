-- Which prompt a call was made with, where nobody names it: a hash of the system message and the tools, in hex.

ALTER TABLE exchange ADD COLUMN prompt_fingerprint TEXT;  -- NULL: neither system message nor tools, or body not read
