package io.rtoto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.models.AttritionParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonFaultTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1,"a":2}  | line 1, column 12 | a name stands twice in one object
          {"a":1} x      | line 1, column 9  | what stands there is no JSON
          {"a":1} {}     | line 1, column 9  | it goes on after its end
          {"a":          | line 1, column 6  | it ends before it is complete
          {"a":tea}      | line 1, column 6  | what stands there is no JSON
          {"a":[01]}     | line 1, column 8  | what stands there is no JSON
          """)
  void tellsWhereAndWhatOfWhatIsNoJson(String text, String where, String what) {
    JsonProcessingException stumbled =
        catchThrowableOfType(
            JsonProcessingException.class, () -> StrictJson.JSON.readTree(text.getBytes(UTF_8)));
    assertThat(JsonFault.of(stumbled)).isEqualTo(new JsonFault(where, what));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"price":{"minor":"1.5o","currency":"EUR"}} | price.minor is "1.5o"; expected a whole number
          {"price":12.5}                              | price is of another kind, or incomplete; expected an object of minor, currency
          {"companions":["a",{}]}                     | companions[1] is of another kind, or incomplete; expected a text
          {"stock":[1]}                               | stock is of another kind, or incomplete; expected a whole number
          []                                          | it is of another kind, or incomplete; expected an object of productId, names, category, price, stock, companions, packSize
          """)
  void tellsWhichPartIsOfAnotherKind(String text, String what) {
    assertThat(JsonFault.of(stumbled(CatalogEntry.class, text)).what()).isEqualTo(what);
  }

  @Test
  void tellsATimeThatIsNone() {
    assertThat(JsonFault.of(stumbled(AttritionParameters.class, "{\"from\":\"noon\"}")).what())
        .isEqualTo("from is \"noon\"; expected a time such as 2026-11-22T08:30:00Z");
  }

  private static <T> JsonProcessingException stumbled(Class<T> type, String text) {
    Messages<T> messages = Messages.of(type);
    return catchThrowableOfType(
        JsonProcessingException.class, () -> messages.read(text.getBytes(UTF_8)));
  }
}
