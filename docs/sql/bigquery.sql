-- Written from the declared columns by scripts/schemas; do not edit.
-- BigQuery over the lake's files. Replace gs://lake/footfall and the data set's name. Columns are named so that a file of
-- another version is read as well. One wildcard is all that is allowed, so files that wait to be merged may be read for
-- some minutes beside the merged one: events_latest takes each event once all the same.

CREATE OR REPLACE EXTERNAL TABLE footfall.events (
  `event_id` STRING,
  `event_name` STRING,
  `event_timestamp` INT64,
  `event_time` TIMESTAMP,
  `event_params` STRUCT<key_value ARRAY<STRUCT<key STRING, value STRING>>>,
  `items` ARRAY<STRUCT<`item_id` STRING, `item_name` STRING, `affiliation` STRING, `coupon` STRING, `discount` NUMERIC, `index` INT64, `item_brand` STRING, `item_category` STRING, `item_category2` STRING, `item_category3` STRING, `item_category4` STRING, `item_category5` STRING, `item_list_id` STRING, `item_list_name` STRING, `item_variant` STRING, `location_id` STRING, `price` NUMERIC, `quantity` NUMERIC>>,
  `interaction` BOOL,
  `page_view` BOOL,
  `conversion` STRING,
  `repeated_transaction` BOOL,
  `session_id` STRING,
  `ga_session_id` INT64,
  `ga_session_number` INT64,
  `session_event_number` INT64,
  `is_conversion` BOOL,
  `user_pseudo_id` STRING,
  `id_method` STRING,
  `user_id` STRING,
  `device_category` STRING,
  `country` STRING,
  `language` STRING,
  `referrer_host` STRING,
  `manual_source` STRING,
  `manual_medium` STRING,
  `manual_campaign_name` STRING,
  `manual_term` STRING,
  `manual_content` STRING,
  `manual_campaign_id` STRING,
  `click_id_type` STRING,
  `consented` BOOL,
  `gpc` BOOL,
  `dnt` BOOL,
  `traffic_hint` STRING,
  `page_location` STRING,
  `page_path` STRING,
  `hostname` STRING,
  `method` STRING,
  `status` INT64,
  `duration_ms` FLOAT64,
  `error` BOOL,
  `error_type` STRING,
  `service` STRING,
  `service_version` STRING,
  `environment` STRING,
  `spans` INT64,
  `errors` INT64,
  `services` ARRAY<STRUCT<`service` STRING, `spans` INT64, `errors` INT64, `busy_ms` FLOAT64>>,
  `trace_id` STRING,
  `span_id` STRING,
  `rule` STRING,
  `complete` BOOL,
  `time_corrected` BOOL,
  `arrival_time` TIMESTAMP,
  `issued_at` TIMESTAMP,
  `revision` INT64,
  `retracted` BOOL,
  `catalog_version` STRING,
  `config_version` STRING
)
WITH PARTITION COLUMNS (dt DATE, hour INT64)
OPTIONS (format = 'PARQUET', enable_list_inference = true,
  hive_partition_uri_prefix = 'gs://lake/footfall/events',
  uris = ['gs://lake/footfall/events/*.parquet']);

CREATE OR REPLACE EXTERNAL TABLE footfall.sessions (
  `session_id` STRING,
  `user_pseudo_id` STRING,
  `id_method` STRING,
  `user_id` STRING,
  `session_number` INT64,
  `is_new_visitor` BOOL,
  `previous_session_id` STRING,
  `session_start` TIMESTAMP,
  `session_end` TIMESTAMP,
  `observed_duration_ms` FLOAT64,
  `events` INT64,
  `interactions` INT64,
  `page_views` INT64,
  `conversions` ARRAY<STRUCT<`name` STRING, `count` INT64, `value` STRUCT<key_value ARRAY<STRUCT<key STRING, value NUMERIC>>>>>,
  `revenue` STRUCT<key_value ARRAY<STRUCT<key STRING, value NUMERIC>>>,
  `entry_page` STRING,
  `entry_route` STRING,
  `exit_page` STRING,
  `exit_route` STRING,
  `pages` ARRAY<STRING>,
  `is_bounce` BOOL,
  `is_engaged` BOOL,
  `referrer_host` STRING,
  `manual_source` STRING,
  `manual_medium` STRING,
  `manual_campaign_name` STRING,
  `manual_term` STRING,
  `manual_content` STRING,
  `manual_campaign_id` STRING,
  `click_id_type` STRING,
  `device_category` STRING,
  `country` STRING,
  `language` STRING,
  `traffic_class` STRING,
  `service_versions` ARRAY<STRUCT<`service` STRING, `version` STRING>>,
  `error_count` INT64,
  `slow_count` INT64,
  `not_found_count` INT64,
  `p95_request_ms` FLOAT64,
  `state` STRING,
  `end_reason` STRING,
  `arrival_time` TIMESTAMP,
  `issued_at` TIMESTAMP,
  `revision` INT64,
  `retracted` BOOL,
  `config_version` STRING
)
WITH PARTITION COLUMNS (dt DATE)
OPTIONS (format = 'PARQUET', enable_list_inference = true,
  hive_partition_uri_prefix = 'gs://lake/footfall/sessions',
  uris = ['gs://lake/footfall/sessions/*.parquet']);

CREATE OR REPLACE EXTERNAL TABLE footfall.funnels (
  `funnel_id` STRING,
  `window_start` TIMESTAMP,
  `window_end` TIMESTAMP,
  `breakdown` STRING,
  `state` STRING,
  `attempts` INT64,
  `completed` INT64,
  `excluded` INT64,
  `steps` ARRAY<STRUCT<`step` INT64, `name` STRING, `reached` INT64, `converted` INT64, `dropped` INT64, `excluded` INT64, `from_previous_p50_ms` FLOAT64, `from_previous_p95_ms` FLOAT64, `value` STRUCT<key_value ARRAY<STRUCT<key STRING, value NUMERIC>>>, `leavers_met` STRUCT<`error` INT64, `slow` INT64, `neither` INT64, `errors` ARRAY<STRUCT<`error_type` STRING, `service` STRING, `visitors` INT64>>, `slow_services` ARRAY<STRUCT<`service` STRING, `visitors` INT64>>>, `continuers_met` STRUCT<`error` INT64, `slow` INT64, `neither` INT64, `errors` ARRAY<STRUCT<`error_type` STRING, `service` STRING, `visitors` INT64>>, `slow_services` ARRAY<STRUCT<`service` STRING, `visitors` INT64>>>, `visitors` INT64, `visitors_sketch` STRING>>,
  `revision` INT64,
  `issued_at` TIMESTAMP,
  `config_version` STRING
)
WITH PARTITION COLUMNS (dt DATE)
OPTIONS (format = 'PARQUET', enable_list_inference = true,
  hive_partition_uri_prefix = 'gs://lake/footfall/funnels',
  uris = ['gs://lake/footfall/funnels/*.parquet']);

-- The events as they are: of each the last revision, unless it takes the event back.
CREATE OR REPLACE VIEW footfall.events_latest AS
SELECT * FROM (
  SELECT * FROM footfall.events WHERE true
  QUALIFY ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY revision DESC) = 1)
WHERE NOT retracted;
