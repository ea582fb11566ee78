package io.rtoto.rules;

import org.kie.api.runtime.rule.FactHandle;

/**
 * A fact as conditions are asked of it, without a session that it is in.
 *
 * @param fact the fact
 */
record FactAsked(Object fact) implements FactHandle {
  @Override
  public Object getObject() {
    return fact;
  }

  @Override
  public <K> K as(Class<K> type) {
    return type.cast(fact);
  }

  @Override
  public boolean isNegated() {
    return false;
  }

  @Override
  public boolean isEvent() {
    return false;
  }

  @Override
  public boolean isValid() {
    return true;
  }

  @Override
  public long getId() {
    return 0;
  }

  @Override
  public long getRecency() {
    return 0;
  }

  @Override
  public String toExternalForm() {
    return "";
  }
}
