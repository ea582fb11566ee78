package io.rtoto.gateway.desk;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.journal.DecisionNotMade;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of what happened to a customer and what was decided about them.
 *
 * @param entries newest first
 * @param next what to ask for what is before; null where that is all
 */
public record Timeline(List<Entry> entries, @Nullable String next) {

  /**
   * One thing that happened.
   *
   * @param at when
   * @param kind {@code event}, {@code decision} or {@code not_made}
   * @param id of the event or the decision
   * @param event what happened; null of the other kinds
   * @param identifier that it came under; null of the other kinds
   * @param decision what was decided; null of the other kinds
   * @param notMade what was not; null of the other kinds
   */
  public record Entry(
      Instant at,
      String kind,
      String id,
      @Nullable CustomerEvent event,
      @Nullable Identifier identifier,
      @Nullable Decision decision,
      @Nullable DecisionNotMade notMade) {}

  /**
   * Behind which entry a part begins.
   *
   * @param at when that was
   * @param id its id
   */
  public record Place(Instant at, String id) {
    /** Before everything that has happened. */
    public static final Place NOW = new Place(Instant.parse("9999-12-31T23:59:59Z"), "");

    /** The place as pages send it back. */
    String text() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /** The place that a page sends back; empty when it is none. */
    static Optional<Place> read(String text) {
      try {
        String[] parts =
            new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
        return parts.length == 2 && parts[1].indexOf('\0') < 0
            ? Optional.of(new Place(Instant.parse(parts[0]), parts[1]))
            : Optional.empty();
      } catch (IllegalArgumentException | DateTimeException notOurs) {
        return Optional.empty();
      }
    }
  }
}
