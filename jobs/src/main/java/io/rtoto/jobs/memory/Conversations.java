package io.rtoto.jobs.memory;

import io.rtoto.schemas.events.AgentAnswered;
import io.rtoto.schemas.events.ConversationEnded;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerWrote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The conversations with the customer that something was said in last, at most {@value
 * #MOST_TALKS}, and what of each waits for an answer.
 *
 * <p>A conversation more moves the {@code floor} up to the one that was silent longest, and what
 * was said up to the floor counts as never having been said, also when it arrives later: otherwise
 * the content would depend on the order of arrival, as that of a {@link Cart} would.
 *
 * @param floor everything up to here is forgotten; null at first
 * @param talks by conversation id
 */
public record Conversations(@Nullable Stamp floor, List<Talk> talks) {
  static final int MOST_TALKS = 4;
  public static final int MOST_MESSAGES = 3;
  private static final int MOST_BYTES_OF_AN_ID = 100;
  private static final int MOST_BYTES_OF_A_CHANNEL = 40;
  static final Conversations NONE = new Conversations(null, List.of());

  private static final Newest<Message> NEWEST =
      new Newest<>(MOST_MESSAGES, Comparator.comparing(Message::stamp).reversed(), Message::stamp);

  /**
   * A message of the customer's.
   *
   * @param activity when, and which event
   * @param asks whether it asks something
   */
  public record Message(Activity activity, boolean asks) {
    Stamp stamp() {
      return Stamp.of(activity.at(), activity.eventId());
    }
  }

  /**
   * A conversation.
   *
   * @param conversationId its id
   * @param channel where, such as {@code web}
   * @param answered when an agent answered last; null before that
   * @param ended when it was ended last; null before that
   * @param unanswered the customer's newest {@value #MOST_MESSAGES} messages since the last answer,
   *     newest first
   */
  public record Talk(
      String conversationId,
      String channel,
      @Nullable Stamp answered,
      @Nullable Stamp ended,
      List<Message> unanswered) {

    Talk merge(Talk other) {
      Stamp lastAnswer = Latest.of(answered, other.answered);
      return new Talk(
          conversationId,
          channel.compareTo(other.channel) >= 0 ? channel : other.channel,
          lastAnswer,
          Latest.of(ended, other.ended),
          after(lastAnswer, NEWEST.of(unanswered, other.unanswered)));
    }

    /** What remains when all up to the floor is forgotten; null when that is nothing. */
    @Nullable Talk above(@Nullable Stamp floor) {
      if (floor == null) {
        return this;
      }
      Talk kept =
          new Talk(
              conversationId,
              channel,
              answered != null && answered.isAfter(floor) ? answered : null,
              ended != null && ended.isAfter(floor) ? ended : null,
              after(floor, unanswered));
      return kept.answered == null && kept.ended == null && kept.unanswered.isEmpty() ? null : kept;
    }

    /** When something was said in it last. */
    Stamp touched() {
      Stamp asked = unanswered.isEmpty() ? null : unanswered.get(0).stamp();
      Stamp latest = Latest.of(asked, Latest.of(answered, ended));
      if (latest == null) {
        throw new IllegalStateException("Nothing was said in " + conversationId + ".");
      }
      return latest;
    }

    /**
     * What waits longest for an answer. Before the first answer everything does, and later what
     * asks something: nobody has to answer a thank-you.
     */
    Optional<OpenQuestion> open() {
      for (int oldestFirst = unanswered.size() - 1; oldestFirst >= 0; oldestFirst--) {
        Message message = unanswered.get(oldestFirst);
        if (answered == null || message.asks()) {
          Stamp end = ended;
          Instant left = end != null && end.isAfter(message.stamp()) ? end.at() : null;
          return Optional.of(
              new OpenQuestion(conversationId, message.activity(), channel, oldestFirst + 1, left));
        }
      }
      return Optional.empty();
    }

    private static List<Message> after(@Nullable Stamp stamp, List<Message> messages) {
      return stamp == null
          ? messages
          : messages.stream().filter(message -> message.stamp().isAfter(stamp)).toList();
    }
  }

  /**
   * A question without an answer.
   *
   * @param conversationId in which conversation
   * @param asked when it was asked, and by which event
   * @param channel where, such as {@code web}
   * @param messages how many messages wait with it; of more than {@value #MOST_MESSAGES}, as many
   * @param left when the customer left with it; null when that was not told
   */
  public record OpenQuestion(
      String conversationId,
      Activity asked,
      String channel,
      int messages,
      @Nullable Instant left) {}

  Conversations apply(CustomerEvent event, Stamp stamp, Activity activity) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public Conversations otherwise(CustomerEvent other) {
            return Conversations.this;
          }

          @Override
          public Conversations customerWrote(CustomerWrote wrote) {
            return with(
                wrote.conversationId(),
                wrote.channel(),
                null,
                null,
                List.of(new Message(activity, wrote.asks())));
          }

          @Override
          public Conversations agentAnswered(AgentAnswered answer) {
            return with(answer.conversationId(), answer.channel(), stamp, null, List.of());
          }

          @Override
          public Conversations conversationEnded(ConversationEnded end) {
            return with(end.conversationId(), end.channel(), null, stamp, List.of());
          }
        });
  }

  private Conversations with(
      String conversationId,
      String channel,
      @Nullable Stamp answered,
      @Nullable Stamp ended,
      List<Message> messages) {
    Talk talk =
        new Talk(
            Room.identified(conversationId, MOST_BYTES_OF_AN_ID),
            Room.shortened(channel, MOST_BYTES_OF_A_CHANNEL),
            answered,
            ended,
            messages);
    return merge(new Conversations(null, List.of(talk)));
  }

  Conversations merge(Conversations other) {
    if (other.talks.isEmpty() && other.floor == null) {
      return this;
    }
    Map<String, Talk> merged = new TreeMap<>();
    talks.forEach(talk -> merged.put(talk.conversationId(), talk));
    other.talks.forEach(talk -> merged.merge(talk.conversationId(), talk, Talk::merge));
    Stamp highest = Latest.of(floor, other.floor);
    if (merged.size() > MOST_TALKS) {
      List<Stamp> touched = new ArrayList<>();
      merged.values().forEach(talk -> touched.add(talk.touched()));
      touched.sort(Comparator.reverseOrder());
      highest = Latest.of(highest, touched.get(MOST_TALKS));
    }
    List<Talk> above = new ArrayList<>();
    for (Talk talk : merged.values()) {
      Talk kept = talk.above(highest);
      if (kept != null) {
        above.add(kept);
      }
    }
    return new Conversations(highest, above);
  }

  /** What waits for an answer, of each conversation what waits longest; the longest first. */
  public List<OpenQuestion> open() {
    return talks.stream()
        .flatMap(talk -> talk.open().stream())
        .sorted(Comparator.comparing(OpenQuestion::asked))
        .toList();
  }
}
