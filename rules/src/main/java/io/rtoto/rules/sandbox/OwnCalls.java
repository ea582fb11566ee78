package io.rtoto.rules.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which methods of a bundle call which others of it. Who is called by name may be any method of
 * that name and descriptor, also behind a function of the engine: what is not told apart counts.
 */
final class OwnCalls {
  private static final String CONSTRUCTOR = "<init>";
  private static final String LAMBDA = "";

  private final Map<Method, List<Method>> calls = new HashMap<>();

  /**
   * A method.
   *
   * @param owner its class, as in bytecode
   * @param name its name
   * @param descriptor its descriptor
   */
  record Method(String owner, String name, String descriptor) {
    private String signature() {
      return name + descriptor;
    }
  }

  void define(Method own) {
    calls.computeIfAbsent(own, method -> new ArrayList<>());
  }

  void call(Method caller, Method called) {
    calls.computeIfAbsent(caller, method -> new ArrayList<>()).add(called);
  }

  /** Who calls that function may call that method. */
  void lambda(String name, String descriptor, Method body) {
    call(new Method(LAMBDA, name, descriptor), body);
  }

  /** The classes whose methods come back to themselves, or call what does; sorted. */
  Set<String> ownersOfCycles() {
    Map<String, List<Method>> bySignature =
        calls.keySet().stream().collect(Collectors.groupingBy(Method::signature));
    Map<Method, Set<Method>> callers = new HashMap<>();
    Map<Method, Integer> unended = new HashMap<>();
    calls.forEach(
        (caller, all) -> {
          Set<Method> called = new HashSet<>();
          all.forEach(each -> called.addAll(meant(each, bySignature)));
          called.forEach(each -> callers.computeIfAbsent(each, m -> new HashSet<>()).add(caller));
          unended.put(caller, called.size());
        });
    // What calls nothing ends; what calls only what ends, ends.
    Deque<Method> ends = new ArrayDeque<>();
    unended.forEach(
        (method, count) -> {
          if (count == 0) {
            ends.add(method);
          }
        });
    while (!ends.isEmpty()) {
      Method ended = ends.remove();
      unended.remove(ended);
      for (Method caller : callers.getOrDefault(ended, Set.of())) {
        if (unended.merge(caller, -1, Integer::sum) == 0) {
          ends.add(caller);
        }
      }
    }
    return unended.keySet().stream()
        .map(Method::owner)
        .filter(owner -> !owner.equals(LAMBDA))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Method> meant(Method called, Map<String, List<Method>> bySignature) {
    if (called.name().equals(CONSTRUCTOR)) {
      return calls.containsKey(called) ? List.of(called) : List.of();
    }
    return AllowedCalls.isFinal(called.owner())
        ? List.of()
        : bySignature.getOrDefault(called.signature(), List.of());
  }
}
