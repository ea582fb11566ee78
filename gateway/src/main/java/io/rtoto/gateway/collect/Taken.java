package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request holds, judged.
 *
 * @param key the id of the write key that it came with
 * @param calls each call, in the order of the request
 */
record Taken(String key, List<Judged> calls) {

  /**
   * One call.
   *
   * @param call as it is stored
   * @param message on its way to a topic
   * @param objection why it will not be applied, as a code; null when it may be
   */
  record Judged(JsonNode call, Message message, @Nullable String objection) {}

  /** What is to be stored: also what the job will refuse, so that it ends in the dead letters. */
  List<Message> messages() {
    return calls.stream().map(Judged::message).toList();
  }

  /** The calls that will not be applied. */
  List<Rejected> rejected() {
    List<Rejected> rejected = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      String objection = calls.get(i).objection();
      if (objection != null) {
        rejected.add(new Rejected(i, objection));
      }
    }
    return rejected;
  }
}
