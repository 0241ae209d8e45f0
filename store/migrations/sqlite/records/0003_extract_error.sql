-- Why a body was not read. Rows from before keep NULL until `gnomon reprocess` reads them again.

ALTER TABLE exchange ADD COLUMN extract_error TEXT;  -- NULL: all bodies were read
