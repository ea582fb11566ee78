package io.rtoto.jobs.engagement;

import io.rtoto.schemas.models.AttritionParameters;
import java.time.Instant;
import java.util.Map;

/** Models of who comes back, for tests: those published of the CDNOW sample. */
final class Models {
  static final AttritionParameters BGNBD =
      parameters("bgnbd", Map.of("r", .243, "alpha", 4.414, "a", .793, "b", 2.426));
  static final AttritionParameters MBGNBD =
      parameters("mbgnbd", Map.of("r", .52484, "alpha", 6.18309, "a", .89136, "b", 1.614));

  private Models() {}

  private static AttritionParameters parameters(String model, Map<String, Double> parameters) {
    return new AttritionParameters(
        model,
        "weeks",
        parameters,
        39,
        new AttritionParameters.Spend("EUR", 6.25, 3.74, 1_544, -4_055, 946, .114),
        -9_582.4,
        2_357,
        946,
        Instant.parse("1997-01-01T00:00:00Z"),
        Instant.parse("1997-10-01T00:00:00Z"));
  }
}
