package io.rtoto.jobs.rig;

import io.rtoto.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A call of the Segment spec, as an SDK sends it.
 *
 * @param topic where it goes
 * @param user who did it
 * @param json what is sent
 */
public record Call(Topic topic, String user, String json) {

  /** A look at a product. */
  public static Call views(String user, String product, Instant at, String messageId) {
    return track(Topic.CLICKSTREAM, "Product Viewed", user, product, at, messageId);
  }

  /** A product into the cart. */
  public static Call adds(String user, String product, Instant at, String messageId) {
    return track(Topic.CLICKSTREAM, "Product Added", user, product, at, messageId);
  }

  /** An order of one product. */
  public static Call orders(String user, String product, Instant at, String messageId) {
    return new Call(
        Topic.ORDERS,
        user,
        """
        {"type":"track","event":"Order Completed","userId":"%s","messageId":"%s","timestamp":"%s",\
        "properties":{"order_id":"o-%s","currency":"USD","total":12.5,\
        "products":[{"product_id":"%s","price":12.5,"quantity":1}]}}\
        """
            .formatted(user, messageId, at, messageId, product));
  }

  /** Money back for an order. */
  public static Call refunds(
      String user, String order, String amount, Instant at, String messageId) {
    return new Call(
        Topic.ORDERS,
        user,
        """
        {"type":"track","event":"Order Refunded","userId":"%s","messageId":"%s","timestamp":"%s",\
        "properties":{"order_id":"%s","currency":"USD","total":%s}}\
        """
            .formatted(user, messageId, at, order, amount));
  }

  /** The way to the till. */
  public static Call checksOut(String user, Instant at, String messageId) {
    return new Call(
        Topic.CLICKSTREAM,
        user,
        """
        {"type":"track","event":"Checkout Started","userId":"%s","messageId":"%s",\
        "timestamp":"%s","properties":{"currency":"USD","total":12.5}}\
        """
            .formatted(user, messageId, at));
  }

  /** A message to the shop. */
  public static Call writes(String user, String text, Instant at, String messageId) {
    return new Call(
        Topic.CHAT,
        user,
        """
        {"type":"track","event":"Live Chat Message Sent","userId":"%s","messageId":"%s",\
        "timestamp":"%s","properties":{"conversation_id":"k-%s","message_body":"%s"}}\
        """
            .formatted(user, messageId, at, user, text));
  }

  private static Call track(
      Topic topic, String event, String user, String product, Instant at, String messageId) {
    return new Call(
        topic,
        user,
        """
        {"type":"track","event":"%s","userId":"%s","messageId":"%s","timestamp":"%s",\
        "properties":{"product_id":"%s","category":"shoes","price":49.9,"currency":"USD"}}\
        """
            .formatted(event, user, messageId, at, product));
  }

  ProducerRecord<byte[], byte[]> record() {
    return new ProducerRecord<>(topic.topicName(), bytes(user), bytes(json));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
