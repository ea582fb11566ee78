package io.rtoto.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.cli.CommandFailure;
import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.identity.Pseudonyms;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubjectsTest {
  private static final EngageSettings SETTINGS =
      EngageSettings.read(
          new String[0],
          Map.of(
              "RTOTO_IDENTITY_SECRET", "a secret",
              "RTOTO_IDENTIFIER_TYPES", "membership rank=25 field=membershipNumber"));

  private final Subjects subjects = new Subjects(SETTINGS);

  @Test
  void readsANameAsTheJobDoes() {
    Identifier email =
        new Pseudonyms("a secret").identifier(IdentifierType.EMAIL, "anna@shop.example");

    assertThat(subjects.identifier("email: Anna@Shop.example ")).isEqualTo(email);
    assertThat(subjects.identifier("email:" + email.hash())).isEqualTo(email);
    assertThat(subjects.read(email.key())).isEqualTo(new Subject.Name(email));
  }

  @Test
  void readsATypeOfTheShopsOwnWithItsRank() {
    assertThat(subjects.identifier("membership:4711").rank()).isEqualTo(25);
  }

  @Test
  void takesTheColonsInAValueForPartsOfIt() {
    assertThat(subjects.identifier("lineId:U:1"))
        .isEqualTo(new Pseudonyms("a secret").identifier(IdentifierType.LINE_ID, "U:1"));
  }

  @Test
  void tellsACustomerByItsId() {
    assertThat(subjects.read("c0123456789abcdef0123"))
        .isEqualTo(new Subject.Customer("c0123456789abcdef0123"));
  }

  @ParameterizedTest
  @CsvSource({
    "anna, anna is no identifier",
    "mail:anna, mail is no type of identifier",
    "userId:undefined, names nobody as userId",
    "email:anna, names nobody as email",
    "c0123, c0123 is no identifier"
  })
  void tellsWhatIsWrongWithAName(String text, String told) {
    assertThatThrownBy(() -> subjects.read(text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(told);
  }
}
