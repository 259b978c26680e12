-- Written from the declared columns by scripts/schemas; do not edit.
-- ClickHouse follows the topics. Replace broker:9092. A record that is no JSON goes nowhere, but is told by
-- SELECT _error, _raw_message FROM the queue. Rows of one key are collapsed to the highest revision: ask with FINAL.

CREATE TABLE footfall_events_queue (
  `event_id` String,
  `event_name` String,
  `event_timestamp` Int64,
  `event_time` DateTime64(6, 'UTC'),
  `event_params` Map(String, String),
  `items` Array(Tuple(`item_id` Nullable(String), `item_name` Nullable(String), `affiliation` Nullable(String), `coupon` Nullable(String), `discount` Nullable(Decimal(38, 9)), `index` Nullable(Int64), `item_brand` Nullable(String), `item_category` Nullable(String), `item_category2` Nullable(String), `item_category3` Nullable(String), `item_category4` Nullable(String), `item_category5` Nullable(String), `item_list_id` Nullable(String), `item_list_name` Nullable(String), `item_variant` Nullable(String), `location_id` Nullable(String), `price` Nullable(Decimal(38, 9)), `quantity` Nullable(Decimal(38, 9)))),
  `interaction` Bool,
  `page_view` Bool,
  `conversion` Nullable(String),
  `repeated_transaction` Nullable(Bool),
  `session_id` Nullable(String),
  `ga_session_id` Nullable(Int64),
  `ga_session_number` Nullable(Int64),
  `session_event_number` Nullable(Int64),
  `is_conversion` Nullable(Bool),
  `edge` Nullable(Bool),
  `user_pseudo_id` Nullable(String),
  `id_method` Nullable(String),
  `user_id` Nullable(String),
  `device_category` Nullable(String),
  `country` Nullable(String),
  `language` Nullable(String),
  `referrer_host` Nullable(String),
  `manual_source` Nullable(String),
  `manual_medium` Nullable(String),
  `manual_campaign_name` Nullable(String),
  `manual_term` Nullable(String),
  `manual_content` Nullable(String),
  `manual_campaign_id` Nullable(String),
  `click_id_type` Nullable(String),
  `consented` Nullable(Bool),
  `gpc` Nullable(Bool),
  `dnt` Nullable(Bool),
  `traffic_hint` Nullable(String),
  `page_location` Nullable(String),
  `page_path` Nullable(String),
  `hostname` Nullable(String),
  `method` Nullable(String),
  `status` Nullable(Int64),
  `duration_ms` Float64,
  `error` Bool,
  `error_type` Nullable(String),
  `service` String,
  `service_version` Nullable(String),
  `environment` Nullable(String),
  `spans` Int64,
  `errors` Int64,
  `services` Array(Tuple(`service` String, `spans` Int64, `errors` Int64, `busy_ms` Float64)),
  `trace_id` Nullable(String),
  `span_id` Nullable(String),
  `rule` String,
  `complete` Bool,
  `time_corrected` Bool,
  `arrival_time` DateTime64(6, 'UTC'),
  `issued_at` DateTime64(6, 'UTC'),
  `revision` UInt64,
  `retracted` Bool,
  `catalog_version` Nullable(String),
  `config_version` String
) ENGINE = Kafka SETTINGS
  kafka_broker_list = 'broker:9092', kafka_topic_list = 'footfall.events', kafka_group_name = 'clickhouse-events',
  kafka_format = 'JSONEachRow', kafka_handle_error_mode = 'stream',
  date_time_input_format = 'best_effort', input_format_json_read_numbers_as_strings = 1;

CREATE TABLE footfall_events (
  `event_id` String,
  `event_name` String,
  `event_timestamp` Int64,
  `event_time` DateTime64(6, 'UTC'),
  `event_params` Map(String, String),
  `items` Array(Tuple(`item_id` Nullable(String), `item_name` Nullable(String), `affiliation` Nullable(String), `coupon` Nullable(String), `discount` Nullable(Decimal(38, 9)), `index` Nullable(Int64), `item_brand` Nullable(String), `item_category` Nullable(String), `item_category2` Nullable(String), `item_category3` Nullable(String), `item_category4` Nullable(String), `item_category5` Nullable(String), `item_list_id` Nullable(String), `item_list_name` Nullable(String), `item_variant` Nullable(String), `location_id` Nullable(String), `price` Nullable(Decimal(38, 9)), `quantity` Nullable(Decimal(38, 9)))),
  `interaction` Bool,
  `page_view` Bool,
  `conversion` Nullable(String),
  `repeated_transaction` Nullable(Bool),
  `session_id` Nullable(String),
  `ga_session_id` Nullable(Int64),
  `ga_session_number` Nullable(Int64),
  `session_event_number` Nullable(Int64),
  `is_conversion` Nullable(Bool),
  `edge` Nullable(Bool),
  `user_pseudo_id` Nullable(String),
  `id_method` Nullable(String),
  `user_id` Nullable(String),
  `device_category` Nullable(String),
  `country` Nullable(String),
  `language` Nullable(String),
  `referrer_host` Nullable(String),
  `manual_source` Nullable(String),
  `manual_medium` Nullable(String),
  `manual_campaign_name` Nullable(String),
  `manual_term` Nullable(String),
  `manual_content` Nullable(String),
  `manual_campaign_id` Nullable(String),
  `click_id_type` Nullable(String),
  `consented` Nullable(Bool),
  `gpc` Nullable(Bool),
  `dnt` Nullable(Bool),
  `traffic_hint` Nullable(String),
  `page_location` Nullable(String),
  `page_path` Nullable(String),
  `hostname` Nullable(String),
  `method` Nullable(String),
  `status` Nullable(Int64),
  `duration_ms` Float64,
  `error` Bool,
  `error_type` Nullable(String),
  `service` String,
  `service_version` Nullable(String),
  `environment` Nullable(String),
  `spans` Int64,
  `errors` Int64,
  `services` Array(Tuple(`service` String, `spans` Int64, `errors` Int64, `busy_ms` Float64)),
  `trace_id` Nullable(String),
  `span_id` Nullable(String),
  `rule` String,
  `complete` Bool,
  `time_corrected` Bool,
  `arrival_time` DateTime64(6, 'UTC'),
  `issued_at` DateTime64(6, 'UTC'),
  `revision` UInt64,
  `retracted` Bool,
  `catalog_version` Nullable(String),
  `config_version` String
) ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(event_time) ORDER BY (event_id);

CREATE MATERIALIZED VIEW footfall_events_consumer TO footfall_events AS
SELECT * FROM footfall_events_queue WHERE _error = '';

CREATE TABLE footfall_sessions_queue (
  `session_id` String,
  `user_pseudo_id` String,
  `id_method` String,
  `user_id` Nullable(String),
  `session_number` Nullable(Int64),
  `is_new_visitor` Nullable(Bool),
  `previous_session_id` Nullable(String),
  `session_start` DateTime64(6, 'UTC'),
  `session_end` DateTime64(6, 'UTC'),
  `observed_duration_ms` Float64,
  `events` Int64,
  `interactions` Int64,
  `page_views` Int64,
  `conversions` Array(Tuple(`name` String, `count` Int64, `value` Map(String, Decimal(38, 9)))),
  `revenue` Map(String, Decimal(38, 9)),
  `entry_page` Nullable(String),
  `entry_route` Nullable(String),
  `exit_page` Nullable(String),
  `exit_route` Nullable(String),
  `pages` Array(String),
  `is_bounce` Bool,
  `is_engaged` Bool,
  `referrer_host` Nullable(String),
  `manual_source` Nullable(String),
  `manual_medium` Nullable(String),
  `manual_campaign_name` Nullable(String),
  `manual_term` Nullable(String),
  `manual_content` Nullable(String),
  `manual_campaign_id` Nullable(String),
  `click_id_type` Nullable(String),
  `device_category` String,
  `country` Nullable(String),
  `language` Nullable(String),
  `traffic_class` String,
  `service_versions` Array(Tuple(`service` String, `version` Nullable(String))),
  `error_count` Int64,
  `slow_count` Int64,
  `not_found_count` Int64,
  `p95_request_ms` Nullable(Float64),
  `state` String,
  `end_reason` Nullable(String),
  `arrival_time` DateTime64(6, 'UTC'),
  `issued_at` DateTime64(6, 'UTC'),
  `revision` UInt64,
  `retracted` Bool,
  `edge` Bool,
  `config_version` String
) ENGINE = Kafka SETTINGS
  kafka_broker_list = 'broker:9092', kafka_topic_list = 'footfall.sessions', kafka_group_name = 'clickhouse-sessions',
  kafka_format = 'JSONEachRow', kafka_handle_error_mode = 'stream',
  date_time_input_format = 'best_effort', input_format_json_read_numbers_as_strings = 1;

CREATE TABLE footfall_sessions (
  `session_id` String,
  `user_pseudo_id` String,
  `id_method` String,
  `user_id` Nullable(String),
  `session_number` Nullable(Int64),
  `is_new_visitor` Nullable(Bool),
  `previous_session_id` Nullable(String),
  `session_start` DateTime64(6, 'UTC'),
  `session_end` DateTime64(6, 'UTC'),
  `observed_duration_ms` Float64,
  `events` Int64,
  `interactions` Int64,
  `page_views` Int64,
  `conversions` Array(Tuple(`name` String, `count` Int64, `value` Map(String, Decimal(38, 9)))),
  `revenue` Map(String, Decimal(38, 9)),
  `entry_page` Nullable(String),
  `entry_route` Nullable(String),
  `exit_page` Nullable(String),
  `exit_route` Nullable(String),
  `pages` Array(String),
  `is_bounce` Bool,
  `is_engaged` Bool,
  `referrer_host` Nullable(String),
  `manual_source` Nullable(String),
  `manual_medium` Nullable(String),
  `manual_campaign_name` Nullable(String),
  `manual_term` Nullable(String),
  `manual_content` Nullable(String),
  `manual_campaign_id` Nullable(String),
  `click_id_type` Nullable(String),
  `device_category` String,
  `country` Nullable(String),
  `language` Nullable(String),
  `traffic_class` String,
  `service_versions` Array(Tuple(`service` String, `version` Nullable(String))),
  `error_count` Int64,
  `slow_count` Int64,
  `not_found_count` Int64,
  `p95_request_ms` Nullable(Float64),
  `state` String,
  `end_reason` Nullable(String),
  `arrival_time` DateTime64(6, 'UTC'),
  `issued_at` DateTime64(6, 'UTC'),
  `revision` UInt64,
  `retracted` Bool,
  `edge` Bool,
  `config_version` String
) ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(session_start) ORDER BY (session_id);

CREATE MATERIALIZED VIEW footfall_sessions_consumer TO footfall_sessions AS
SELECT * FROM footfall_sessions_queue WHERE _error = '';

CREATE TABLE footfall_funnels_queue (
  `funnel_id` String,
  `window_start` DateTime64(6, 'UTC'),
  `window_end` Nullable(DateTime64(6, 'UTC')),
  `breakdown` Nullable(String),
  `state` String,
  `attempts` Int64,
  `completed` Int64,
  `excluded` Int64,
  `steps` Array(Tuple(`step` Int64, `name` Nullable(String), `reached` Int64, `converted` Int64, `dropped` Int64, `excluded` Int64, `from_previous_p50_ms` Nullable(Float64), `from_previous_p95_ms` Nullable(Float64), `value` Map(String, Decimal(38, 9)), `leavers_met` Tuple(`error` Int64, `slow` Int64, `neither` Int64, `errors` Array(Tuple(`error_type` Nullable(String), `service` String, `visitors` Int64)), `slow_services` Array(Tuple(`service` String, `visitors` Int64))), `continuers_met` Tuple(`error` Int64, `slow` Int64, `neither` Int64, `errors` Array(Tuple(`error_type` Nullable(String), `service` String, `visitors` Int64)), `slow_services` Array(Tuple(`service` String, `visitors` Int64))), `visitors` Nullable(Int64), `visitors_sketch` Nullable(String))),
  `revision` UInt64,
  `issued_at` DateTime64(6, 'UTC'),
  `config_version` String
) ENGINE = Kafka SETTINGS
  kafka_broker_list = 'broker:9092', kafka_topic_list = 'footfall.funnels', kafka_group_name = 'clickhouse-funnels',
  kafka_format = 'JSONEachRow', kafka_handle_error_mode = 'stream',
  date_time_input_format = 'best_effort', input_format_json_read_numbers_as_strings = 1;

CREATE TABLE footfall_funnels (
  `funnel_id` String,
  `window_start` DateTime64(6, 'UTC'),
  `window_end` Nullable(DateTime64(6, 'UTC')),
  `breakdown` Nullable(String),
  `state` String,
  `attempts` Int64,
  `completed` Int64,
  `excluded` Int64,
  `steps` Array(Tuple(`step` Int64, `name` Nullable(String), `reached` Int64, `converted` Int64, `dropped` Int64, `excluded` Int64, `from_previous_p50_ms` Nullable(Float64), `from_previous_p95_ms` Nullable(Float64), `value` Map(String, Decimal(38, 9)), `leavers_met` Tuple(`error` Int64, `slow` Int64, `neither` Int64, `errors` Array(Tuple(`error_type` Nullable(String), `service` String, `visitors` Int64)), `slow_services` Array(Tuple(`service` String, `visitors` Int64))), `continuers_met` Tuple(`error` Int64, `slow` Int64, `neither` Int64, `errors` Array(Tuple(`error_type` Nullable(String), `service` String, `visitors` Int64)), `slow_services` Array(Tuple(`service` String, `visitors` Int64))), `visitors` Nullable(Int64), `visitors_sketch` Nullable(String))),
  `revision` UInt64,
  `issued_at` DateTime64(6, 'UTC'),
  `config_version` String
) ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(window_start) ORDER BY (funnel_id, window_start, ifNull(breakdown, ''));

CREATE MATERIALIZED VIEW footfall_funnels_consumer TO footfall_funnels AS
SELECT * FROM footfall_funnels_queue WHERE _error = '';

CREATE TABLE footfall_performance_queue (
  `window_start` DateTime64(6, 'UTC'),
  `window_end` DateTime64(6, 'UTC'),
  `dimension` String,
  `value` String,
  `service_version` Nullable(String),
  `requests` Int64,
  `interactions` Int64,
  `errors` Int64,
  `client_errors` Int64,
  `satisfied` Int64,
  `tolerating` Int64,
  `frustrated` Int64,
  `apdex` Nullable(Float64),
  `duration_p50_ms` Nullable(Float64),
  `duration_p90_ms` Nullable(Float64),
  `duration_p99_ms` Nullable(Float64),
  `duration_histogram` Map(String, Int64),
  `busy_ms` Map(String, Float64),
  `visitors` Nullable(Int64),
  `visitors_sketch` Nullable(String),
  `revision` UInt64,
  `issued_at` DateTime64(6, 'UTC'),
  `final` Bool,
  `retracted` Bool,
  `config_version` String
) ENGINE = Kafka SETTINGS
  kafka_broker_list = 'broker:9092', kafka_topic_list = 'footfall.performance', kafka_group_name = 'clickhouse-performance',
  kafka_format = 'JSONEachRow', kafka_handle_error_mode = 'stream',
  date_time_input_format = 'best_effort', input_format_json_read_numbers_as_strings = 1;

CREATE TABLE footfall_performance (
  `window_start` DateTime64(6, 'UTC'),
  `window_end` DateTime64(6, 'UTC'),
  `dimension` String,
  `value` String,
  `service_version` Nullable(String),
  `requests` Int64,
  `interactions` Int64,
  `errors` Int64,
  `client_errors` Int64,
  `satisfied` Int64,
  `tolerating` Int64,
  `frustrated` Int64,
  `apdex` Nullable(Float64),
  `duration_p50_ms` Nullable(Float64),
  `duration_p90_ms` Nullable(Float64),
  `duration_p99_ms` Nullable(Float64),
  `duration_histogram` Map(String, Int64),
  `busy_ms` Map(String, Float64),
  `visitors` Nullable(Int64),
  `visitors_sketch` Nullable(String),
  `revision` UInt64,
  `issued_at` DateTime64(6, 'UTC'),
  `final` Bool,
  `retracted` Bool,
  `config_version` String
) ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(window_start) ORDER BY (dimension, window_start, value, ifNull(service_version, ''));

CREATE MATERIALIZED VIEW footfall_performance_consumer TO footfall_performance AS
SELECT * FROM footfall_performance_queue WHERE _error = '';

CREATE TABLE footfall_traffic_queue (
  `window_start` DateTime64(6, 'UTC'),
  `window_end` DateTime64(6, 'UTC'),
  `kind` String,
  `value` String,
  `second_value` Nullable(String),
  `count` Int64,
  `revision` UInt64,
  `issued_at` DateTime64(6, 'UTC'),
  `final` Bool,
  `retracted` Bool,
  `config_version` String
) ENGINE = Kafka SETTINGS
  kafka_broker_list = 'broker:9092', kafka_topic_list = 'footfall.traffic', kafka_group_name = 'clickhouse-traffic',
  kafka_format = 'JSONEachRow', kafka_handle_error_mode = 'stream',
  date_time_input_format = 'best_effort', input_format_json_read_numbers_as_strings = 1;

CREATE TABLE footfall_traffic (
  `window_start` DateTime64(6, 'UTC'),
  `window_end` DateTime64(6, 'UTC'),
  `kind` String,
  `value` String,
  `second_value` Nullable(String),
  `count` Int64,
  `revision` UInt64,
  `issued_at` DateTime64(6, 'UTC'),
  `final` Bool,
  `retracted` Bool,
  `config_version` String
) ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(window_start) ORDER BY (kind, window_start, value, ifNull(second_value, ''));

CREATE MATERIALIZED VIEW footfall_traffic_consumer TO footfall_traffic AS
SELECT * FROM footfall_traffic_queue WHERE _error = '';

CREATE TABLE footfall_accounting_queue (
  `minute` DateTime64(6, 'UTC'),
  `class` String,
  `reason` String,
  `spans` Int64,
  `records` Int64,
  `bytes` Int64,
  `config_version` String
) ENGINE = Kafka SETTINGS
  kafka_broker_list = 'broker:9092', kafka_topic_list = 'footfall.accounting', kafka_group_name = 'clickhouse-accounting',
  kafka_format = 'JSONEachRow', kafka_handle_error_mode = 'stream',
  date_time_input_format = 'best_effort', input_format_json_read_numbers_as_strings = 1;

CREATE TABLE footfall_accounting (
  `minute` DateTime64(6, 'UTC'),
  `class` String,
  `reason` String,
  `spans` Int64,
  `records` Int64,
  `bytes` Int64,
  `config_version` String
) ENGINE = MergeTree
PARTITION BY toYYYYMM(minute) ORDER BY (minute, class, reason);

CREATE MATERIALIZED VIEW footfall_accounting_consumer TO footfall_accounting AS
SELECT * FROM footfall_accounting_queue WHERE _error = '';
