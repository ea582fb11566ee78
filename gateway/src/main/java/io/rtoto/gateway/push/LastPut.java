package io.rtoto.gateway.push;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was put under the keys that were put last, up to a number of them.
 *
 * @param <V> what
 */
final class LastPut<V> {
  private final Map<String, V> kept = new LinkedHashMap<>();
  private final int limit;

  LastPut(int limit) {
    this.limit = limit;
  }

  void put(String key, V value) {
    kept.remove(key);
    if (kept.size() == limit) {
      kept.remove(kept.keySet().iterator().next());
    }
    kept.put(key, value);
  }

  @Nullable V get(String key) {
    return kept.get(key);
  }

  void remove(String key) {
    kept.remove(key);
  }
}
