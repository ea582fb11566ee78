package io.rtoto.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.naming.Pseudonyms;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is which customer, in whatever order it is told. */
final class CustomersTest {
  private final Pseudonyms pseudonyms = new Pseudonyms("secret");
  private final Identifier browser = pseudonyms.identifier(IdentifierType.ANONYMOUS_ID, "b1");
  private final String visitor = pseudonyms.customerId(browser);
  private final Customers customers = new Customers(pseudonyms);

  @Test
  void takesAnIdentifierThatIsAloneForACustomerOfItsOwn() {
    assertThat(customers.of(browser)).isEqualTo(visitor);
    assertThat(customers.namesOf(visitor)).containsExactly(visitor);
  }

  @Test
  void followsAnIdentifierToItsCustomerAndBack() {
    customers.identified(new Identity(browser, "anna", true, List.of(), List.of()));
    assertThat(customers.of(browser)).isEqualTo("anna");

    customers.alone(browser.hash());
    assertThat(customers.of(browser)).isEqualTo(visitor);
  }

  @Test
  void followsACustomerOverThoseWhoReplacedThem() {
    customers.replaced("anna", "berta");
    customers.replaced(visitor, "anna");

    assertThat(customers.of(browser)).isEqualTo("berta");
    assertThat(customers.namesOf("berta")).containsExactlyInAnyOrder("berta", "anna", visitor);

    customers.known("anna", browser);
    assertThat(customers.of(browser)).isEqualTo("anna");
    assertThat(customers.namesOf("berta")).containsExactly("berta");
    assertThat(customers.strongestOf(visitor)).contains(browser);
  }

  @Test
  void comesToAnEndWhenTwoHaveReplacedEachOther() {
    customers.replaced("anna", "berta");
    customers.replaced("berta", "anna");

    assertThat(customers.now("anna")).isIn("anna", "berta");
    assertThat(customers.namesOf("anna")).containsExactlyInAnyOrder("anna", "berta");
  }

  @Test
  void forgetsWhoIsGone() {
    customers.known("anna", browser);
    customers.replaced(visitor, "anna");
    customers.gone(visitor);

    assertThat(customers.of(browser)).isEqualTo(visitor);
    customers.gone("anna");
    assertThat(customers.strongestOf("anna")).isEmpty();
  }
}
