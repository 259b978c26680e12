-- The lake in DuckDB. First say where it is, a folder or s3://bucket/folder:  SET VARIABLE lake = 's3://lake/footfall';
-- Only merged files are read: those that wait for it have names that begin with a dot. A folder comes with its first rows;
-- until then DuckDB refuses its view.

-- Every revision of every event, as it was written.
CREATE OR REPLACE VIEW events_all AS
SELECT *
FROM read_parquet(getvariable('lake') || '/events/*/*/compacted-*.parquet',
  hive_partitioning = true, hive_types = {'dt': DATE, 'hour': INTEGER}, union_by_name = true);

-- The events as they are: of each the last revision, unless it takes the event back.
CREATE OR REPLACE VIEW events_latest AS
SELECT *
FROM (FROM events_all QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY revision DESC) = 1)
WHERE NOT retracted;

-- Sessions that do not change any more.
CREATE OR REPLACE VIEW sessions AS
SELECT *
FROM (
  FROM read_parquet(getvariable('lake') || '/sessions/*/compacted-*.parquet',
    hive_partitioning = true, hive_types = {'dt': DATE}, union_by_name = true)
  QUALIFY row_number() OVER (PARTITION BY session_id ORDER BY revision DESC) = 1)
WHERE NOT retracted;

-- The last rows of funnels' windows.
CREATE OR REPLACE VIEW funnels AS
SELECT *
FROM read_parquet(getvariable('lake') || '/funnels/*/compacted-*.parquet',
  hive_partitioning = true, hive_types = {'dt': DATE}, union_by_name = true);
