package io.rtoto.cli.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InputFormatTest {
  private static final String REES46_HEADER =
      "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session";
  private static final String RETAIL_HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

  @Test
  void passesSegmentCallsAsTheyAre() {
    assertThat(read(InputFormat.SEGMENT, "{\"type\":\"page\"}", "", "{\"type\":"))
        .containsExactly("{\"type\":\"page\"}", "", "{\"type\":");
  }

  @Test
  void readsWhatRees46VisitorsDo() {
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
  void readsWhatTaobaoUsersDo() {
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
  void takesTheOrderIdOfRetailRocketFromTheTransaction() {
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
  void makesOneOrderOfTheLinesOfAnInvoice() {
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
  void makesARefundOfAnInvoiceThatGivesBack() {
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
  void readsCdnowWithAndWithoutTheSamplesOwnNumber() {
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

  @Test
  void passesOnWhatItCannotRead() {
    String[] broken = {
      "2019-02-30 00:00:00 UTC,view,100,7,a.b,acme,35.79,u1,s1",
      "2019-10-01 00:00:00 UTC,wave,100,7,a.b,acme,35.79,u1,s1",
      "2019-10-01 00:00:00 UTC,view,100,7,a.b,acme,cheap,u1,s1",
      "2019-10-01 00:00:00 UTC,view,100,7,a.b,acme,1e999999999,u1,s1",
      "2019-10-01 00:00:00 UTC,view,100",
      "\"2019-10-01 00:00:00 UTC",
      ""
    };
    assertThat(read(InputFormat.REES46, broken)).containsExactly(broken);
  }

  @Test
  void readsColumnsByTheirNamesWhereThereIsAHeader() {
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

  private static List<String> read(InputFormat format, String... lines) {
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
