package io.rtoto.jobs.association;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What changes when a product lists other companions than before. */
final class Listings {
  private Listings() {}

  /** Every companion whose place is new, and every one that is gone. */
  static Stream<Listing> changes(String product, List<String> before, List<String> after) {
    Map<String, Integer> places = places(after);
    Map<String, Integer> formerPlaces = places(before);
    Stream<Listing> gone =
        formerPlaces.keySet().stream()
            .filter(companion -> !places.containsKey(companion))
            .map(companion -> new Listing(companion, product, Listing.GONE));
    Stream<Listing> moved =
        places.entrySet().stream()
            .filter(place -> !place.getValue().equals(formerPlaces.get(place.getKey())))
            .map(place -> new Listing(place.getKey(), product, place.getValue()));
    return Stream.concat(gone, moved);
  }

  private static Map<String, Integer> places(List<String> companions) {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (String companion : companions) {
      places.putIfAbsent(companion, places.size());
    }
    return places;
  }
}
