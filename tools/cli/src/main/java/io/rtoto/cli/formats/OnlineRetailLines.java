package io.rtoto.cli.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Invoices of the UCI Online Retail data set, in pounds: one event an invoice, of all its lines,
 * wherever in the file they stand. An invoice whose number begins with C gives goods back. Times
 * have no zone: they are taken as UTC. Remembers every invoice until the end of the file.
 */
final class OnlineRetailLines implements LineReader {
  private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("M/d/uuuu H:mm");

  private record Line(String product, BigDecimal quantity, BigDecimal price) {}

  private record Invoice(
      String lineId,
      String number,
      String customer,
      String country,
      Instant at,
      List<Line> lines) {}

  private final String label;
  private final Columns columns =
      new Columns(
          "InvoiceNo",
          "StockCode",
          "Description",
          "Quantity",
          "InvoiceDate",
          "UnitPrice",
          "CustomerID",
          "Country");
  private final Map<String, Invoice> invoices = new LinkedHashMap<>();

  OnlineRetailLines(String label) {
    this.label = label;
  }

  @Override
  public void read(long number, byte[] line, Consumer<byte[]> calls) throws UnreadableLine {
    Row row = columns.row(line);
    if (row != null) {
      add(row, Call.lineId(label, number));
    }
  }

  @Override
  public String expected() {
    return columns.expected();
  }

  @Override
  public void end(Consumer<byte[]> calls) {
    invoices.values().forEach(invoice -> calls.accept(call(invoice).json()));
    invoices.clear();
  }

  private void add(Row row, String lineId) throws UnreadableLine {
    Line line =
        new Line(row.required("StockCode"), row.number("Quantity"), row.number("UnitPrice"));
    String number = row.required("InvoiceNo");
    Instant at = time(row.required("InvoiceDate"));
    String customer = WholeNumbers.withoutFraction(row.text("CustomerID"));
    String country = row.text("Country");
    invoices
        .computeIfAbsent(
            number, none -> new Invoice(lineId, number, customer, country, at, new ArrayList<>()))
        .lines()
        .add(line);
  }

  private static Call call(Invoice invoice) {
    boolean back = invoice.number().startsWith("C");
    String event = back ? "Order Refunded" : "Order Completed";
    Call call =
        invoice.customer().isEmpty()
            ? Call.ofVisitor(event, invoice.lineId(), "invoice-" + invoice.number(), invoice.at())
            : Call.ofUser(event, invoice.lineId(), invoice.customer(), invoice.at());
    call.with("order_id", invoice.number())
        .with("currency", "GBP")
        .with("country", invoice.country());
    BigDecimal total = BigDecimal.ZERO;
    for (Line line : invoice.lines()) {
      // Goods that come back are told as negative pieces; the event's name already says so.
      BigDecimal quantity = back ? line.quantity().negate() : line.quantity();
      ObjectNode node = call.line(line.product());
      node.put("quantity", Call.plain(quantity)).put("price", Call.plain(line.price()));
      total = total.add(quantity.multiply(line.price()));
    }
    return call.with("total", total);
  }

  private static Instant time(String text) throws UnreadableLine {
    // As the set was republished, or as its spreadsheet writes it.
    DateTimeFormatter format = text.contains("/") ? AMERICAN : ISO;
    try {
      return LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw UnreadableLine.of(
          "InvoiceDate", text, "a time such as 2010-12-01 08:26:00 or 12/1/2010 8:26");
    }
  }
}
