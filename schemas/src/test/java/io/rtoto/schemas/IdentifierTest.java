package io.rtoto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentifierTest {
  private static final IdentifierType MEMBERSHIP = new IdentifierType("membership", 25);
  private final Messages<Identifier> codec = Messages.of(Identifier.class);

  @Test
  void comesByRankThenByTypeThenByHash() {
    List<Identifier> strongestFirst =
        List.of(
            new Identifier(IdentifierType.USER_ID, "b"),
            new Identifier(IdentifierType.LOYALTY_CARD, "a"),
            new Identifier(new IdentifierType("club", 25), "c"),
            new Identifier(MEMBERSHIP, "a"),
            new Identifier(MEMBERSHIP, "b"),
            new Identifier(IdentifierType.ANONYMOUS_ID, "a"));
    assertThat(Stream.of(4, 2, 0, 5, 3, 1).map(strongestFirst::get).sorted())
        .isEqualTo(strongestFirst);
  }

  @Test
  void tellsItsRankOnlyWhereTheTypeDoesNot() throws IOException {
    assertThat(written(new Identifier(IdentifierType.EMAIL, "ab")))
        .isEqualTo("{\"type\":\"email\",\"hash\":\"ab\"}");
    assertThat(written(new Identifier(MEMBERSHIP, "ab")))
        .isEqualTo("{\"type\":\"membership\",\"hash\":\"ab\",\"rank\":25}");
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    for (Identifier one :
        List.of(new Identifier(IdentifierType.EMAIL, "ab"), new Identifier(MEMBERSHIP, "ab"))) {
      assertThat(codec.read(codec.write(one))).isEqualTo(one);
    }
    assertThat(codec.read(codec.write(new Identifier(MEMBERSHIP, "ab"))).type())
        .isEqualTo(MEMBERSHIP);
  }

  @Test
  void isNotReadWhereAPartIsMissing() {
    assertThatThrownBy(() -> read("{\"type\":\"membership\",\"hash\":\"ab\"}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("membership is not built in; expected its rank, too.");
    assertThatThrownBy(() -> read("{\"type\":\"email\"}")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("{\"hash\":\"ab\"}")).isInstanceOf(IOException.class);
  }

  private String written(Identifier identifier) {
    return new String(codec.write(identifier), UTF_8);
  }

  private Identifier read(String json) throws IOException {
    return codec.read(json.getBytes(UTF_8));
  }
}
