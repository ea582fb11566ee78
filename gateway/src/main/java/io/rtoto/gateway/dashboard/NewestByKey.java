package io.rtoto.gateway.dashboard;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was put last under each key, for the keys that were put last.
 *
 * @param <V> what
 */
public final class NewestByKey<V> {
  private final Map<String, V> kept = new LinkedHashMap<>();
  private final int limit;

  /** Of so many keys at most. */
  public NewestByKey(int limit) {
    this.limit = limit;
  }

  /** Puts it last; returns what it replaces, null when nothing. */
  public @Nullable V put(String key, V value) {
    V before = kept.remove(key);
    if (before == null && kept.size() == limit) {
      kept.remove(kept.keySet().iterator().next());
    }
    kept.put(key, value);
    return before;
  }

  void remove(String key) {
    kept.remove(key);
  }

  @Nullable V get(String key) {
    return kept.get(key);
  }

  Set<String> keys() {
    return Collections.unmodifiableSet(kept.keySet());
  }

  /** The longest unchanged first. */
  List<V> all() {
    return List.copyOf(kept.values());
  }

  void clear() {
    kept.clear();
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }
}
