-- What makes requests of two prompts a pair. Rows from before keep NULL until `gnomon reprocess` reads them again.

ALTER TABLE exchange ADD COLUMN conversation_hash TEXT;  -- NULL: no message but the system's, or body not read
ALTER TABLE exchange ADD COLUMN last_user_message_hash TEXT;  -- NULL: no message of the user, or body not read
