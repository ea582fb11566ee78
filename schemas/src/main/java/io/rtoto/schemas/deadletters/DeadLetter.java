package io.rtoto.schemas.deadletters;

import io.rtoto.schemas.flow.Arrival;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be applied, whole. Key of its topic: the reason's code.
 *
 * @param reason why, as a code
 * @param detail why, as a sentence that names the place, such as {@code /properties/price}
 * @param stage the step that refused it: {@code intake} or {@code identity}
 * @param topic the topic that it arrived on
 * @param partition its partition there; -1 when it was refused before it got there
 * @param offset its offset there; else its number in the input
 * @param original the message as it came: text where it is UTF-8 without control characters
 * @param originalBase64 the message as it came, where it is no such text. A message larger than an
 *     event topic takes is in neither: it stays where topic, partition and offset say
 */
public record DeadLetter(
    Reason reason,
    String detail,
    String stage,
    String topic,
    int partition,
    long offset,
    @Nullable String original,
    @Nullable String originalBase64) {

  /** What an event topic takes at most; a larger message stays where topic and offset say. */
  private static final int MAX_ORIGINAL_BYTES = 1 << 20;

  /** The letter about a message that a step refused. */
  public static DeadLetter of(Arrival arrival, Reason reason, String detail, String stage) {
    byte[] whole = arrival.message();
    byte[] message = whole != null && whole.length > MAX_ORIGINAL_BYTES ? null : whole;
    String text = message == null ? null : text(message);
    return new DeadLetter(
        reason,
        detail,
        stage,
        arrival.topic(),
        arrival.partition(),
        arrival.offset(),
        text,
        message == null || text != null ? null : Base64.getEncoder().encodeToString(message));
  }

  /**
   * The message as text, unless it is none: a control character takes six bytes in JSON, and a
   * letter full of them would outgrow its topic.
   */
  private static @Nullable String text(byte[] message) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
      return text.chars().allMatch(DeadLetter::isText) ? text : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isText(int character) {
    return character >= ' ' || character == '\t' || character == '\n' || character == '\r';
  }
}
