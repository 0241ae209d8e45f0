-- The values of properties once more, each name a path, so that a query reads the values of one name only. Paths are the
-- names in hexadecimal, after a letter; values come after a character that keeps dates and numbers texts. Of more than 32
-- names, those that few rows have are stored together.
ALTER TABLE request_row ADD COLUMN IF NOT EXISTS property_values JSON(max_dynamic_paths=32) MATERIALIZED CAST(mapApply((name, value) -> (concat('p', hex(name)), concat('=', value)), properties) AS JSON(max_dynamic_paths=32));
ALTER TABLE score_row ADD COLUMN IF NOT EXISTS property_values JSON(max_dynamic_paths=32) MATERIALIZED CAST(mapApply((name, value) -> (concat('p', hex(name)), concat('=', value)), properties) AS JSON(max_dynamic_paths=32));

-- In the background, for rows that are there already
ALTER TABLE request_row MATERIALIZE COLUMN property_values;
ALTER TABLE score_row MATERIALIZE COLUMN property_values;

-- A month that nothing was added to for a day becomes one part, which FINAL reads as fast as if it was not there.
ALTER TABLE request_row MODIFY SETTING min_age_to_force_merge_seconds = 86400, min_age_to_force_merge_on_partition_only = 1;
ALTER TABLE score_row MODIFY SETTING min_age_to_force_merge_seconds = 86400, min_age_to_force_merge_on_partition_only = 1;
