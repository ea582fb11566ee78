package io.rtoto.cli.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InputFormatTest {
  private static final String REES46_HEADER =
      "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session";
  private static final String RETAIL_HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

  @Test
  void passesSegmentCallsAsTheyAre() throws UnreadableLine {
    assertThat(read(InputFormat.SEGMENT, "{\"type\":\"page\"}", "[]", "{\"type\":"))
        .containsExactly("{\"type\":\"page\"}", "[]", "{\"type\":");
  }

  @Test
  void readsWhatRees46VisitorsDo() throws UnreadableLine {
    assertThat(
            read(
                InputFormat.REES46,
                REES46_HEADER,
                "2019-10-01 00:00:00 UTC,view,100,7,a.b,acme,35.79,u1,s1",
                "2019-10-01 00:00:04 UTC,cart,100,7,,,,u1,s1",
                "2019-10-01 00:00:05 UTC,purchase,100,7,,acme,20,u1,s1"))
        .containsExactly(
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"f:0000000002\","
                + "\"userId\":\"u1\",\"timestamp\":\"2019-10-01T00:00:00Z\",\"properties\":"
                + "{\"product_id\":\"100\",\"category\":\"a.b\",\"brand\":\"acme\","
                + "\"session_id\":\"s1\",\"price\":35.79,\"currency\":\"USD\"}}",
            "{\"type\":\"track\",\"event\":\"Product Added\",\"messageId\":\"f:0000000003\","
                + "\"userId\":\"u1\",\"timestamp\":\"2019-10-01T00:00:04Z\",\"properties\":"
                + "{\"product_id\":\"100\",\"category\":\"7\",\"session_id\":\"s1\","
                + "\"quantity\":1}}",
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"f:0000000004\","
                + "\"userId\":\"u1\",\"timestamp\":\"2019-10-01T00:00:05Z\",\"properties\":"
                + "{\"order_id\":\"f:0000000004\",\"session_id\":\"s1\",\"products\":"
                + "[{\"product_id\":\"100\",\"quantity\":1,\"category\":\"7\",\"price\":20}],"
                + "\"total\":20,\"currency\":\"USD\"}}");
  }

  @Test
  void readsWhatTaobaoUsersDo() throws UnreadableLine {
    assertThat(read(InputFormat.TAOBAO, "5,6,7,pv,1511658000", "5,6,7,fav,1511658001"))
        .containsExactly(
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"f:0000000001\","
                + "\"userId\":\"5\",\"timestamp\":\"2017-11-26T01:00:00Z\",\"properties\":"
                + "{\"product_id\":\"6\",\"category\":\"7\"}}",
            "{\"type\":\"track\",\"event\":\"Product Added to Wishlist\",\"messageId\":"
                + "\"f:0000000002\",\"userId\":\"5\",\"timestamp\":\"2017-11-26T01:00:01Z\","
                + "\"properties\":{\"product_id\":\"6\",\"category\":\"7\"}}");
  }

  @Test
  void takesTheOrderIdOfRetailRocketFromTheTransaction() throws UnreadableLine {
    assertThat(
            read(
                InputFormat.RETAILROCKET,
                "timestamp,visitorid,event,itemid,transactionid",
                "1430831783141,9,transaction,89,14841.0"))
        .containsExactly(
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"f:0000000002\","
                + "\"anonymousId\":\"9\",\"timestamp\":\"2015-05-05T13:16:23.141Z\",\"properties\":"
                + "{\"order_id\":\"14841\",\"products\":[{\"product_id\":\"89\",\"quantity\":1}]}}");
  }

  @Test
  void makesOneOrderOfTheLinesOfAnInvoice() throws UnreadableLine {
    List<String> calls =
        read(
            InputFormat.ONLINE_RETAIL,
            RETAIL_HEADER,
            "536365,85123A,LANTERN,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom",
            "536366,22633,WARMER,1,2010-12-01 08:28:00,1.85,,France",
            "536365,71053,\"HANGER, CREAM\",2,2010-12-01 08:26:00,3.39,17850.0,United Kingdom");
    assertThat(calls)
        .containsExactly(
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"f:0000000002\","
                + "\"userId\":\"17850\",\"timestamp\":\"2010-12-01T08:26:00Z\",\"properties\":"
                + "{\"order_id\":\"536365\",\"currency\":\"GBP\",\"country\":\"United Kingdom\","
                + "\"products\":[{\"product_id\":\"85123A\",\"quantity\":6,\"price\":2.55},"
                + "{\"product_id\":\"71053\",\"quantity\":2,\"price\":3.39}],\"total\":22.08}}",
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"f:0000000003\","
                + "\"anonymousId\":\"invoice-536366\",\"timestamp\":\"2010-12-01T08:28:00Z\","
                + "\"properties\":{\"order_id\":\"536366\",\"currency\":\"GBP\",\"country\":"
                + "\"France\",\"products\":[{\"product_id\":\"22633\",\"quantity\":1,"
                + "\"price\":1.85}],\"total\":1.85}}");
  }

  @Test
  void makesARefundOfAnInvoiceThatGivesBack() throws UnreadableLine {
    assertThat(
            read(
                InputFormat.ONLINE_RETAIL,
                RETAIL_HEADER,
                "C536379,D,Discount,-1,12/1/2010 9:41,27.50,14527,United Kingdom"))
        .containsExactly(
            "{\"type\":\"track\",\"event\":\"Order Refunded\",\"messageId\":\"f:0000000002\","
                + "\"userId\":\"14527\",\"timestamp\":\"2010-12-01T09:41:00Z\",\"properties\":"
                + "{\"order_id\":\"C536379\",\"currency\":\"GBP\",\"country\":\"United Kingdom\","
                + "\"products\":[{\"product_id\":\"D\",\"quantity\":1,\"price\":27.50}],"
                + "\"total\":27.50}}");
  }

  @Test
  void readsCdnowWithAndWithoutTheSamplesOwnNumber() throws UnreadableLine {
    assertThat(
            read(
                InputFormat.CDNOW, " 00004 0001 19970101  2   29.33", " 00004 19970118  2   29.73"))
        .containsExactly(
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"f:0000000001\","
                + "\"userId\":\"00004\",\"timestamp\":\"1997-01-01T00:00:00Z\",\"properties\":"
                + "{\"order_id\":\"f:0000000001\",\"total\":29.33,\"currency\":\"USD\","
                + "\"pieces\":2}}",
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"f:0000000002\","
                + "\"userId\":\"00004\",\"timestamp\":\"1997-01-18T00:00:00Z\",\"properties\":"
                + "{\"order_id\":\"f:0000000002\",\"total\":29.73,\"currency\":\"USD\","
                + "\"pieces\":2}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rees46 | 2019-02-30 00:00:00 UTC,view,100,7,a.b,acme,35.79,u1,s1"
            + " | event_time is 2019-02-30 00:00:00 UTC; expected a time such as"
            + " 2019-10-01 00:00:00 UTC.",
        "rees46 | 2019-10-01 00:00:00 UTC,wave,100,7,a.b,acme,35.79,u1,s1"
            + " | event_type is wave; expected one of view, cart, remove_from_cart, purchase.",
        "rees46 | 2019-10-01 00:00:00 UTC,view,100,7,a.b,acme,cheap,u1,s1"
            + " | price is cheap; expected a number.",
        "rees46 | 2019-10-01 00:00:00 UTC,view,100,7,a.b,acme,1e999999999,u1,s1"
            + " | price is 1e999999999; expected a number of no more than 30 digits.",
        "rees46 | 2019-10-01 00:00:00 UTC,view,,7,a.b,acme,1,u1,s1"
            + " | product_id is empty; expected a value.",
        "rees46 | 2019-10-01 00:00:00 UTC,view,100 | Expected 9 values, but found 3.",
        "rees46 | \"2019-10-01 00:00:00 UTC"
            + " | It is no row, by its quotation marks; expected values separated by commas.",
        "rees46 | event_time,event_type,product_id,category_id,category_code,brand,price,user_id"
            + " | The header lacks user_session; expected the columns event_time, event_type,"
            + " product_id, category_id, category_code, brand, price, user_id, user_session.",
        "taobao | 5,6,7,pv,1.5 | ts is 1.5; expected a whole number.",
        "taobao | 5,6,7,pv,31557014167219201"
            + " | ts is 31557014167219201; expected seconds since 1970.",
        "taobao | 5,6,7,px,1511658000 | behavior is px; expected one of pv, cart, fav, buy.",
        "retailrocket | 1430831783141,9,look,89,"
            + " | event is look; expected one of view, addtocart, transaction.",
        "online-retail | 536365,85123A,LANTERN,6,1st of May,2.55,17850.0,United Kingdom"
            + " | InvoiceDate is 1st of May; expected a time such as 2010-12-01 08:26:00 or"
            + " 12/1/2010 8:26.",
        "cdnow | 00004 19970118 29.73 | Expected 4 or 5 values, but found 3.",
        "cdnow | 00004 1997-1-18 2 29.73"
            + " | The date is 1997-1-18; expected one such as 19970118."
      })
  void tellsWhatItExpectedOfALineThatItCannotRead(String format, String line, String told) {
    LineReader reader = InputFormat.named(format).orElseThrow().reader("f");
    assertThatThrownBy(() -> reader.read(1, line.getBytes(UTF_8), call -> {}))
        .isInstanceOf(UnreadableLine.class)
        .hasMessage(told);
  }

  @Test
  void readsTheNextLineAfterOneThatItCannotRead() {
    LineReader reader = InputFormat.CDNOW.reader("f");
    assertThat(reader.fits("nonsense".getBytes(UTF_8))).isFalse();
    assertThat(reader.fits(" 00004 19970118  2   29.73".getBytes(UTF_8))).isTrue();
  }

  @Test
  void takesNoValueForAnotherOneUnderAHeaderThatLacksAColumn() {
    LineReader reader = InputFormat.TAOBAO.reader("f");
    assertThat(reader.fits("user_id,item_id,behavior,ts,place".getBytes(UTF_8))).isFalse();
    assertThat(reader.fits("5,6,7,pv,1511658000".getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "segment | {\"type\":\"page\"}",
        "rees46 | " + REES46_HEADER,
        "taobao | 5,6,7,pv,1511658000",
        "retailrocket | 1430831783141,9,view,89,",
        "online-retail | " + RETAIL_HEADER,
        "cdnow | 00004 19970118  2   29.73"
      })
  void isKnownByTheFirstLine(String format, String line) {
    assertThat(InputFormat.beginningWith(line.getBytes(UTF_8)))
        .map(InputFormat::formatName)
        .hasValue(format);
  }

  @Test
  void readsColumnsByTheirNamesWhereThereIsAHeader() throws UnreadableLine {
    assertThat(
            read(
                InputFormat.TAOBAO,
                "ts,behavior,user_id,item_id,category_id",
                "1511658000,pv,5,6,7"))
        .containsExactly(
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"f:0000000002\","
                + "\"userId\":\"5\",\"timestamp\":\"2017-11-26T01:00:00Z\",\"properties\":"
                + "{\"product_id\":\"6\",\"category\":\"7\"}}");
  }

  private static List<String> read(InputFormat format, String... lines) throws UnreadableLine {
    List<String> calls = new ArrayList<>();
    LineReader reader = format.reader("f");
    for (int line = 0; line < lines.length; line++) {
      reader.read(
          line + 1L, lines[line].getBytes(UTF_8), call -> calls.add(new String(call, UTF_8)));
    }
    reader.end(call -> calls.add(new String(call, UTF_8)));
    return calls;
  }
}
