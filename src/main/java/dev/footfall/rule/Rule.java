package dev.footfall.rule;

import dev.footfall.event.AnalyticsEvent;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an analyst says a request is. Every test given must hold; an absent one holds always.
 *
 * @param id unique, part of the event id
 * @param event GA4's event name; null where the rule drops the request
 * @param drop null, or the reason under which the request is dropped and counted
 * @param system no visitor made the request: a payment service's call back, a refund
 * @param items what the event is about; null where the rule does not say
 * @param verification what must hold for the event; null where the match is enough
 */
public record Rule(
    String id,
    @Nullable String event,
    @Nullable String drop,
    boolean system,
    Match match,
    @Nullable Boolean interaction,
    AnalyticsEvent.Conversion conversion,
    List<Parameter> params,
    @Nullable Items items,
    @Nullable Verification verification)
    implements Serializable {

  /**
   * The tests on a request.
   *
   * @param paths templates, any of them ({@link PathTemplate} says how they read): {@code
   *     /pdp/{slug}-{item_id}.htm}; {@code *} is one segment, a closing {@code /**} any rest; empty
   *     for any path
   * @param pathRegex what the whole path must match, instead of templates; named groups are
   *     captures
   * @param hosts lower case, without port
   * @param status {@code 200}, {@code 2xx}, any of them
   * @param spanNames the entry span's, any of them
   * @param spans tests on the entry span and on spans of the request, all of them
   * @param cel null, or an expression that must hold
   */
  public record Match(
      Set<String> methods,
      List<String> paths,
      @Nullable String pathRegex,
      Set<String> routes,
      Set<String> hosts,
      Set<String> status,
      Set<String> services,
      Set<String> spanNames,
      List<SpanTest> spans,
      @Nullable String cel)
      implements Serializable {}

  /** Where a parameter's value comes from; the first of several sources that gives one counts. */
  public enum Origin {
    CAPTURE,
    QUERY,
    /** An attribute of the entry span. */
    ATTRIBUTE,
    /**
     * An attribute of any span of the request, the earliest that has it; optionally of one service.
     */
    SPAN_ATTRIBUTE,
    /**
     * An attribute of an event of a span of the request, the earliest span's first that has it;
     * optionally of one service.
     */
    SPAN_EVENT,
    /** An expression. */
    CEL,
    CONSTANT,
    /** A parameter of the event that stands before; for an item, any. */
    PARAM,
    /** A column of the catalog, in the entry that another parameter names. */
    CATALOG
  }

  /**
   * A parameter of the event.
   *
   * @param key name of a capture, query parameter, attribute, parameter or column; or the
   *     constant's or the expression's text
   * @param event for SPAN_EVENT: the event's name; else null
   * @param service for SPAN_ATTRIBUTE and SPAN_EVENT: only from this service; null for any
   * @param pattern what the value must fit whole; else it is dropped and counted; null lets all
   *     pass
   * @param number the value is a decimal number in the output; what is none is dropped and counted
   * @param by for CATALOG: the parameter whose value names the entry; null for {@code item_id}
   */
  public record Parameter(
      String name,
      Origin origin,
      String key,
      @Nullable String event,
      @Nullable String service,
      @Nullable String pattern,
      boolean number,
      @Nullable String by)
      implements Serializable {
    /** The parameter that names an entry of the catalog, where no other is said to. */
    public static final String ITEM_ID = "item_id";

    /** From anything but an event of a span or the catalog. */
    public Parameter(
        String name,
        Origin origin,
        String key,
        @Nullable String service,
        @Nullable String pattern,
        boolean number) {
      this(name, origin, key, null, service, pattern, number, null);
    }
  }

  /**
   * The items of the event: one of the whole request, or one of each span that fits.
   *
   * @param eachSpan null for one item
   * @param params named as GA4 names an item's fields; where an item is made of a span, an
   *     ATTRIBUTE is that span's
   */
  public record Items(@Nullable EachSpan eachSpan, List<Parameter> params)
      implements Serializable {}

  /**
   * The spans of a request that are an item each, in their order. Every test given must hold.
   *
   * @param attribute that the span must have
   */
  public record EachSpan(
      @Nullable String service, @Nullable String spanName, @Nullable String attribute)
      implements Serializable {}

  /** The parameters of the event and of its items. */
  public List<Parameter> allParams() {
    return items == null ? params : Stream.concat(params.stream(), items.params.stream()).toList();
  }

  /** The same under another id. */
  public Rule withId(String other) {
    return new Rule(
        other, event, drop, system, match, interaction, conversion, params, items, verification);
  }

  /** The same without what the catalog may have. */
  public Rule withoutCatalog() {
    return new Rule(
        id,
        event,
        drop,
        system,
        match,
        interaction,
        conversion,
        withoutCatalog(params),
        items == null ? null : new Items(items.eachSpan, withoutCatalog(items.params)),
        verification);
  }

  private static List<Parameter> withoutCatalog(List<Parameter> parameters) {
    return parameters.stream().filter(source -> source.origin != Origin.CATALOG).toList();
  }

  /** The columns of the catalog that a set of rules asks for, in alphabetical order. */
  public static List<String> columns(List<Rule> rules) {
    return rules.stream()
        .flatMap(rule -> rule.allParams().stream())
        .filter(source -> source.origin == Origin.CATALOG)
        .map(Parameter::key)
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether its events say to which transaction they belong. */
  public boolean namesTransaction() {
    return params.stream().anyMatch(param -> param.name().equals(AnalyticsEvent.TRANSACTION_ID));
  }

  /**
   * Whether the rule makes an interaction: what it names does, unless it says otherwise, also where
   * the answer is a redirect.
   */
  boolean makesInteraction() {
    return !system && (interaction == null || interaction);
  }
}
