package io.rtoto.rules;

import java.util.List;
import java.util.Set;
import org.drools.model.EntryPoint;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Query;
import org.drools.model.Rule;
import org.drools.model.TypeMetaData;

/**
 * A model without some of its rules.
 *
 * @param whole the model
 * @param silenced the ids of the rules that are left out
 */
record SomeRules(Model whole, Set<String> silenced) implements Model {
  @Override
  public String getName() {
    return whole.getName();
  }

  @Override
  public String getPackageName() {
    return whole.getPackageName();
  }

  @Override
  public List<Rule> getRules() {
    return whole.getRules().stream()
        .filter(rule -> !silenced.contains(MomentRules.idOf(rule)))
        .toList();
  }

  @Override
  @SuppressWarnings("rawtypes") // The engine's interface says so.
  public List<Global> getGlobals() {
    return whole.getGlobals();
  }

  @Override
  public List<Query> getQueries() {
    return whole.getQueries();
  }

  @Override
  public List<TypeMetaData> getTypeMetaDatas() {
    return whole.getTypeMetaDatas();
  }

  @Override
  public List<EntryPoint> getEntryPoints() {
    return whole.getEntryPoints();
  }
}
