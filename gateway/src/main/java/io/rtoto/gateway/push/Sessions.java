package io.rtoto.gateway.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The open streams, by what they are asked for, and how many there may be: per browser, customer
 * and address few, since one page needs one; in all as many as the process bears.
 *
 * <p>Only for the event loop.
 */
final class Sessions {
  /** The address of this machine's own programs, which may be any number. */
  static final String THIS_MACHINE = "";

  private static final int OF_A_DEVICE = 3;
  private static final int OF_A_CUSTOMER = 6;
  private static final int OF_AN_ADDRESS = 20;

  /** Each second one of these parts gets its beat. */
  private static final int PARTS = 15;

  private final int most;
  private final Map<String, Set<LiveSession>> byDevice = new HashMap<>();
  private final Map<String, Set<LiveSession>> byIdentifier = new HashMap<>();
  private final Map<String, Set<LiveSession>> byCustomer = new HashMap<>();
  private final Map<String, Set<LiveSession>> byAddress = new HashMap<>();
  private final List<Set<LiveSession>> parts = new ArrayList<>();
  private int count;
  private int nextPart;
  private boolean stopping;

  Sessions(int most) {
    this.most = most;
    for (int i = 0; i < PARTS; i++) {
      parts.add(new LinkedHashSet<>());
    }
  }

  /** Why no stream may be opened; nothing when one may. */
  Optional<NotAdmitted> refusal(Visitor visitor, String customerId, String address) {
    if (stopping) {
      return Optional.of(new NotAdmitted(503, "The gateway is stopping. Maybe another one runs."));
    }
    if (count >= most) {
      return Optional.of(
          new NotAdmitted(503, most + " streams are open, the most that there may be."));
    }
    if (sizeOf(byDevice, visitor.device().hash()) >= OF_A_DEVICE) {
      return tooMany(OF_A_DEVICE, "this browser", "Maybe share one over all tabs.");
    }
    if (sizeOf(byCustomer, customerId) >= OF_A_CUSTOMER) {
      return tooMany(OF_A_CUSTOMER, "this customer", "Maybe others use the account.");
    }
    if (!address.equals(THIS_MACHINE) && sizeOf(byAddress, address) >= OF_AN_ADDRESS) {
      return tooMany(OF_AN_ADDRESS, "this address", "Maybe many share it.");
    }
    return Optional.empty();
  }

  private static Optional<NotAdmitted> tooMany(int most, String whose, String maybe) {
    return Optional.of(
        new NotAdmitted(
            429,
            "%d streams are open for %s, the most that there may be. %s"
                .formatted(most, whose, maybe)));
  }

  void add(LiveSession session) {
    count++;
    put(byDevice, session.visitor().device().hash(), session);
    put(byIdentifier, session.visitor().strongest().hash(), session);
    put(byCustomer, session.customerId(), session);
    put(byAddress, session.address(), session);
    nextPart = (nextPart + 1) % PARTS;
    parts.get(nextPart).add(session);
  }

  void remove(LiveSession session) {
    if (parts.stream().noneMatch(part -> part.remove(session))) {
      return;
    }
    count--;
    take(byDevice, session.visitor().device().hash(), session);
    take(byIdentifier, session.visitor().strongest().hash(), session);
    take(byCustomer, session.customerId(), session);
    take(byAddress, session.address(), session);
  }

  /** From now on none may be opened; those that are open end. */
  void stop() {
    stopping = true;
    all().forEach(LiveSession::end);
  }

  /** From now on it is that customer's. */
  void move(LiveSession session, String customerId) {
    take(byCustomer, session.customerId(), session);
    session.moveTo(customerId);
    put(byCustomer, customerId, session);
  }

  List<LiveSession> ofDevice(String hash) {
    return copyOf(byDevice, hash);
  }

  List<LiveSession> ofIdentifier(String hash) {
    return copyOf(byIdentifier, hash);
  }

  List<LiveSession> ofCustomer(String customerId) {
    return copyOf(byCustomer, customerId);
  }

  List<LiveSession> all() {
    return parts.stream().flatMap(Set::stream).toList();
  }

  /** One part of them after the other; in {@value #PARTS} calls it was all of them. */
  List<LiveSession> nextPart(long call) {
    return List.copyOf(parts.get((int) (call % PARTS)));
  }

  int count() {
    return count;
  }

  private static void put(Map<String, Set<LiveSession>> by, String key, LiveSession session) {
    by.computeIfAbsent(key, none -> new LinkedHashSet<>(2)).add(session);
  }

  private static void take(Map<String, Set<LiveSession>> by, String key, LiveSession session) {
    Set<LiveSession> those = by.get(key);
    if (those != null && those.remove(session) && those.isEmpty()) {
      by.remove(key);
    }
  }

  private static List<LiveSession> copyOf(Map<String, Set<LiveSession>> by, String key) {
    return List.copyOf(by.getOrDefault(key, Set.of()));
  }

  private static int sizeOf(Map<String, Set<LiveSession>> by, String key) {
    return by.getOrDefault(key, Set.of()).size();
  }
}
