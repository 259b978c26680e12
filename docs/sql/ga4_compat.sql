-- GA4's BigQuery export on top of the lake, in DuckDB, so that queries written for GA4 run. Read lake.sql first.
-- A query names its table and unnests in BigQuery's way; ga4.sed writes that in DuckDB's, and changes nothing else:
--   sed -E -f ga4.sed query.sql
-- Differences to GA4: dates are UTC. session_start is the session's first event; there is no first_visit, user_engagement
-- or scroll. A parameter that is a number has string_value as well. traffic_source is that of the session, not of the user's
-- first visit. Revenue is in the currency of the event, not in dollars. What GA4 has and traces do not is not there.

CREATE OR REPLACE MACRO timestamp_micros(micros) AS make_timestamp(micros);
CREATE OR REPLACE MACRO parse_date(format, text) AS strptime(text, format)::DATE;
CREATE OR REPLACE MACRO format_date(format, date) AS strftime(date, format);
-- NULL where a part is NULL, as in BigQuery.
CREATE OR REPLACE MACRO concat(a, b) AS a || b, (a, b, c) AS a || b || c, (a, b, c, d) AS a || b || c || d;
CREATE OR REPLACE MACRO safe_divide(a, b) AS a / nullif(b, 0);
CREATE OR REPLACE MACRO ga4_text(name, text) AS {'key': name, 'value': {
  'string_value': text::VARCHAR, 'int_value': TRY_CAST(text AS BIGINT), 'float_value': NULL::DOUBLE,
  'double_value': CASE WHEN TRY_CAST(text AS BIGINT) IS NULL THEN TRY_CAST(text AS DOUBLE) END}};

CREATE OR REPLACE VIEW ga4_events AS
WITH timed AS (
  SELECT *,
    row_number() OVER (PARTITION BY session_id ORDER BY session_event_number, event_timestamp, event_id) AS place,
    first_value({'source': manual_source, 'medium': manual_medium, 'name': manual_campaign_name, 'host': referrer_host})
      OVER (PARTITION BY session_id ORDER BY session_event_number, event_timestamp, event_id) AS came
  FROM events_latest
),
named AS (
  SELECT * FROM timed
  UNION ALL
  SELECT * REPLACE ('session_start' AS event_name, NULL AS event_params, NULL AS items)
  FROM timed
  WHERE session_id IS NOT NULL AND place = 1
)
SELECT
  strftime(event_time AT TIME ZONE 'UTC', '%Y%m%d') AS event_date,
  strftime(event_time AT TIME ZONE 'UTC', '%Y%m%d') AS _TABLE_SUFFIX,
  event_timestamp,
  event_name,
  list_concat(
    list_filter([
      ga4_text('ga_session_id', ga_session_id::VARCHAR),
      ga4_text('ga_session_number', ga_session_number::VARCHAR),
      ga4_text('page_location', page_location),
      ga4_text('page_referrer', referrer_host)], p -> p.value.string_value IS NOT NULL),
    list_transform(map_entries(coalesce(event_params, MAP {})), e -> ga4_text(e.key, e.value))) AS event_params,
  user_id,
  user_pseudo_id,
  {'category': device_category, 'language': language, 'web_info': {'hostname': hostname}} AS device,
  {'country': country} AS geo,
  {'source': coalesce(came.source, came.host, '(direct)'),
   'medium': coalesce(came.medium, CASE WHEN came.host IS NULL THEN '(none)' ELSE 'referral' END),
   'name': coalesce(came.name, CASE WHEN came.host IS NULL THEN '(direct)' ELSE '(referral)' END)} AS traffic_source,
  {'manual_source': manual_source, 'manual_medium': manual_medium, 'manual_campaign_name': manual_campaign_name,
   'manual_campaign_id': manual_campaign_id, 'manual_term': manual_term,
   'manual_content': manual_content} AS collected_traffic_source,
  {'transaction_id': event_params['transaction_id'],
   'purchase_revenue': CASE WHEN event_name = 'purchase' THEN TRY_CAST(event_params['value'] AS DOUBLE) END,
   'tax_value': TRY_CAST(event_params['tax'] AS DOUBLE),
   'shipping_value': TRY_CAST(event_params['shipping'] AS DOUBLE),
   'total_item_quantity': list_sum(list_transform(items, i -> coalesce(i.quantity, 1)))} AS ecommerce,
  list_transform(items, i -> struct_insert(i, item_revenue :=
    CASE WHEN event_name = 'purchase' THEN i.price * coalesce(i.quantity, 1) END)) AS items,
  'WEB' AS platform
FROM named;
