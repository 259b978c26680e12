# A GA4 query in BigQuery's dialect, for DuckDB and ga4_compat.sql: the table's name, and the elements of a list as rows.
s/`[^`]*events_[^`]*`/ga4_events/g
s/UNNEST ?\(([a-z_.]+)\)/(SELECT UNNEST(\1, max_depth := 2))/Ig
