/**
 * A made-up shop that behaves like a real one: visitors, crawlers and probes make requests, each
 * request is a trace over five services, and collectors export the spans in batches. A seed and a
 * clock come in; Kafka records in OTLP protobuf and a ledger of what is in them go out. It writes
 * with the generated OTLP classes and shares no code with the job, so that it may judge it.
 */
@NullMarked
package dev.footfall.local.shop;

import org.jspecify.annotations.NullMarked;
