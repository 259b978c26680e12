package dev.footfall.analysis;

import dev.footfall.session.SessionSettings;
import java.time.Duration;
import java.util.List;

/**
 * What an analysis is of.
 *
 * @param source in words: a file's name, or topics and times
 * @param config the configuration's name; {@code defaults} without one
 * @param rules for sessions, but for their gap
 * @param gaps in rising order
 * @param records read
 */
public record AnalysedRange(
    String source,
    String config,
    String configVersion,
    SessionSettings rules,
    List<Duration> gaps,
    long records) {

  /** What a session is here, in words. */
  public String definition() {
    StringBuilder words =
        new StringBuilder("Interactions of one visitor at most the gap apart are one session")
            .append(", of at most ")
            .append(TimeText.length(rules.maxDuration().toMillis()))
            .append(" and ")
            .append(String.format(java.util.Locale.ROOT, "%,d", rules.maxEvents()))
            .append(" interactions; a sender's own session.id outranks the gap");
    if (rules.newSessionOnCampaign()) {
      words.append("; another campaign begins another session");
    }
    if (rules.splitAtMidnight()) {
      words.append("; so does midnight in ").append(rules.zone());
    }
    return words.append('.').toString();
  }
}
