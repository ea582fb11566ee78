package io.rtoto.schemas.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What took effect, exactly once. Key of its topic: the customer's id; of a repeat the identifier's
 * hash; of the rules their version.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CustomerErased.class, name = "CustomerErased"),
  @JsonSubTypes.Type(value = DecisionNotMade.class, name = "DecisionNotMade"),
  @JsonSubTypes.Type(value = EventApplied.class, name = "EventApplied"),
  @JsonSubTypes.Type(value = EventRepeated.class, name = "EventRepeated"),
  @JsonSubTypes.Type(value = EventSuppressed.class, name = "EventSuppressed"),
  @JsonSubTypes.Type(value = MomentArose.class, name = "MomentArose"),
  @JsonSubTypes.Type(value = RuleFailed.class, name = "RuleFailed"),
  @JsonSubTypes.Type(value = RuleSuspended.class, name = "RuleSuspended"),
  @JsonSubTypes.Type(value = RulesActivated.class, name = "RulesActivated")
})
public sealed interface JournalEntry
    permits CustomerErased,
        DecisionNotMade,
        EventApplied,
        EventRepeated,
        EventSuppressed,
        MomentArose,
        RuleFailed,
        RuleSuspended,
        RulesActivated {

  /** The key of the message: what it is about. */
  String key();
}
