package io.rtoto.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NobodyTest {
  private static final Sender SHOP = Sender.by(Topic.CLICKSTREAM);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "NULL",
        " Undefined ",
        "ｎｕｌｌ",
        "nu\u200Bll",
        "-1",
        "0",
        "000",
        "-",
        "anonymous",
        "00000000-0000-0000-0000-000000000000",
        "[object Object]",
        "N/A",
        "(not set)",
        " ",
        "\u200B"
      })
  void isWhoNobodyIs(String sent) {
    for (IdentifierType type : IdentifierType.BUILT_IN) {
      assertThat(read(type, sent)).as("%s", type).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nullo", "10", "-10", "anonymous-1", "tester", "guest house", "a"})
  void isNotWhoeverLooksLikeIt(String sent) {
    assertThat(read(IdentifierType.USER_ID, sent)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test@shop.com",
        "Test+7@shop.com",
        "null@shop.com",
        "no-reply@shop.com",
        "0@shop.com",
        "anna@example.com",
        "anna@Example.ORG",
        "anna@mail.example.net",
        "anna@nowhere.invalid",
        "anna@shop.test",
        "anna@localhost"
      })
  void isAtATestAddress(String sent) {
    assertThat(read(IdentifierType.EMAIL, sent)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna@mail.example",
        "shopper7@mail.example",
        "tester@shop.com",
        "anna+test@shop.com",
        "anna@myexample.com",
        "anna@example.com.tw",
        "anna@contest",
        "+@shop.com"
      })
  void isNotAtAnAddressThatLooksLikeOne(String sent) {
    assertThat(read(IdentifierType.EMAIL, sent)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+10000000000",
        "+8860000000000",
        "+15555555555",
        "+441234567890",
        "+11234567890",
        "+12345678901",
        "+49123456789",
        "+919876543210"
      })
  void hasNoNumberOfKeysInARow(String sent) {
    assertThat(read(IdentifierType.PHONE, sent)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+886912345678",
        "+14155552671",
        "+441234567812",
        "+8613800138000",
        "+886922222231"
      })
  void mayHaveANumberThatLooksLikeIt(String sent) {
    assertThat(read(IdentifierType.PHONE, sent)).isEqualTo(sent);
  }

  @Test
  void isWhomTheShopCallsSo() {
    Naming naming =
        new Naming(
            PhoneNumbers.AS_TEXT,
            PhoneRegions.everywhere("US"),
            List.of(new BlockedName("email", ".*@shop\\.com"), new BlockedName("*", "dummy")),
            List.of());
    assertThat(naming.canonical(IdentifierType.EMAIL, "Till@SHOP.com", SHOP)).isNull();
    assertThat(naming.canonical(IdentifierType.USER_ID, "till@shop.com", SHOP)).isNotNull();
    assertThat(naming.canonical(IdentifierType.EMAIL, "till@shop.com.tw", SHOP)).isNotNull();
    assertThat(naming.canonical(IdentifierType.USER_ID, "\uFEFFdummy", SHOP)).isNull();
    assertThat(naming.canonical(IdentifierType.DEVICE_ID, "dummy", SHOP)).isNull();
    assertThat(naming.canonical(IdentifierType.DEVICE_ID, "dummy2", SHOP)).isNotNull();
  }

  private static @Nullable String read(IdentifierType type, String sent) {
    return Naming.PLAIN.canonical(type, sent, SHOP);
  }
}
