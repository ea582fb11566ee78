package io.rtoto.cli.identity;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.identity.Evidence;
import io.rtoto.schemas.identity.IdentifierMoved;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.identity.LinkShown;
import io.rtoto.schemas.identity.OrderObeyed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who became one customer, and who came apart, in the order of time. The identifiers that move from
 * one customer to another within a minute are one merge, or one parting.
 */
final class History {
  private static final Duration TOGETHER = Duration.ofMinutes(1);

  private final List<LedgerEntry> entries = new ArrayList<>();
  private final Map<Link, Evidence> evidence = new HashMap<>();

  /** Two identifiers, the stronger first. */
  private record Link(Identifier identifier, Identifier other) {
    static Link of(Identifier one, Identifier other) {
      return one.compareTo(other) < 0 ? new Link(one, other) : new Link(other, one);
    }
  }

  /** From which customer to which. */
  private record Way(String from, String to) {}

  private History() {}

  /** What the ledger tells of those that matter; it is read twice. */
  static History of(Registry registry, Predicate<LedgerEntry> matters) throws IOException {
    History history = new History();
    Set<Long> ordersKnown = new HashSet<>();
    registry.ledger(
        entry -> {
          boolean isKnown = entry instanceof OrderObeyed obeyed && !ordersKnown.add(obeyed.order());
          if (!(entry instanceof LinkShown) && !isKnown && matters.test(entry)) {
            history.entries.add(entry);
          }
        });
    history.entries.sort(Comparator.comparing(LedgerEntry::at));
    history.askForEvidence(registry);
    return history;
  }

  private void askForEvidence(Registry registry) throws IOException {
    Set<Link> asked = new HashSet<>();
    for (LedgerEntry entry : entries) {
      if (entry instanceof IdentifierMoved moved && moved.over() != null) {
        asked.add(Link.of(moved.identifier(), moved.over()));
      }
    }
    registry.ledger(
        entry -> {
          if (entry instanceof LinkShown shown) {
            Link link = new Link(shown.identifier(), shown.other());
            if (asked.contains(link)) {
              // Where there are two, the second is the proof.
              evidence.put(link, shown.evidence());
            }
          }
        });
  }

  /** The entries, one by one. */
  List<LedgerEntry> entries() {
    return entries;
  }

  /** For people, line by line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Map<IdentifierMoved, List<IdentifierMoved>> byFirst = together();
    for (LedgerEntry entry : entries) {
      if (entry instanceof OrderObeyed obeyed) {
        lines.add(obeyed.at() + "  order " + obeyed.order() + ": " + Orders.text(obeyed.command()));
      } else if (entry instanceof IdentifierMoved first) {
        List<IdentifierMoved> together = byFirst.remove(first);
        if (together != null) {
          addLines(together, lines);
        }
      }
    }
    return lines;
  }

  /** Those that moved the same way within a minute, by the first of them. */
  private Map<IdentifierMoved, List<IdentifierMoved>> together() {
    Map<IdentifierMoved, List<IdentifierMoved>> byFirst = new HashMap<>();
    Map<Way, IdentifierMoved> firsts = new HashMap<>();
    for (LedgerEntry entry : entries) {
      if (entry instanceof IdentifierMoved moved) {
        Way way = new Way(moved.from(), moved.to());
        IdentifierMoved first = firsts.get(way);
        if (first == null || !moved.at().isBefore(first.at().plus(TOGETHER))) {
          first = moved;
          firsts.put(way, first);
        }
        byFirst.computeIfAbsent(first, one -> new ArrayList<>()).add(moved);
      }
    }
    return byFirst;
  }

  private void addLines(List<IdentifierMoved> together, List<String> lines) {
    IdentifierMoved first = together.get(0);
    Long order = first.order();
    lines.add(
        first.at()
            + "  "
            + (order == null
                ? first.from() + " merged into " + first.to()
                : first.to() + " parted from " + first.from() + ", by order " + order));
    lines.add(
        "    moved: "
            + String.join(", ", together.stream().map(one -> one.identifier().key()).toList()));
    IdentifierMoved bridge = bridge(together);
    if (bridge != null && bridge.over() != null) {
      Evidence shown = evidence.get(Link.of(bridge.identifier(), bridge.over()));
      lines.add(
          "    over: "
              + bridge.identifier().key()
              + " and "
              + bridge.over().key()
              + (shown == null ? "" : ", " + Account.text(shown)));
    }
  }

  /** The first whose link leads out of those that moved. */
  private static @Nullable IdentifierMoved bridge(List<IdentifierMoved> together) {
    Set<Identifier> moved = new HashSet<>();
    together.forEach(one -> moved.add(one.identifier()));
    return together.stream()
        .filter(one -> one.over() != null && !moved.contains(one.over()))
        .findFirst()
        .orElse(null);
  }
}
