package io.rtoto.jobs.association.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class KeptFactsTest {
  private final KeptFacts kept = new KeptFacts();

  @Test
  void givesBackWhatWasTold() throws IOException {
    Facts shoes = new Facts("shoes", new Money(12_900, "TWD"));
    Facts free = new Facts(null, new Money(0, "USD"));
    Facts priceless = new Facts("art", null);
    Facts dear = new Facts("art", new Money(Long.MAX_VALUE, "USD"));
    kept.tell(0, shoes);
    kept.tell(2, free);
    kept.tell(3, priceless);
    kept.tell(4, dear);

    KeptFacts read = read(written(kept));
    assertThat(read.of(0)).isEqualTo(shoes);
    assertThat(read.of(1)).isEqualTo(Facts.NONE);
    assertThat(read.of(2)).isEqualTo(free);
    assertThat(read.of(3)).isEqualTo(priceless);
    assertThat(read.of(4)).isEqualTo(dear);
    assertThat(read.of(5)).isEqualTo(Facts.NONE);
  }

  @Test
  void takesFourBytesForAProductOfAKnownCategory() throws IOException {
    for (int place = 0; place < 50; place++) {
      kept.tell(place, new Facts("shoes", new Money(9_900, "USD")));
    }
    int before = written(kept).length;
    kept.tell(50, new Facts("shoes", new Money(129_900, "USD")));

    assertThat(written(kept)).hasSize(before + 4);
  }

  @Test
  void remembersNoCategoryThatNothingIsOfAnyMore() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      kept.tell(i % 20, new Facts("category " + i, null));
    }

    assertThat(written(kept).length).isLessThan(20 * 30);
    assertThat(kept.of(19)).isEqualTo(new Facts("category 9999", null));
    assertThat(kept.of(0)).isEqualTo(new Facts("category 9980", null));
  }

  private static byte[] written(KeptFacts facts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    facts.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static KeptFacts read(byte[] bytes) throws IOException {
    return KeptFacts.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
