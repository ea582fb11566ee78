package io.rtoto.rules.cases;

import io.rtoto.rules.cases.FactReader.Given;
import io.rtoto.rules.yaml.YamlText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case as written.
 *
 * @param line where it begins
 * @param name its sentence
 * @param given facts to ask the rules with; null when it tells a story
 * @param story what happens, instead; empty when facts are given
 * @param catalogue what the shop sells, in a story
 * @param expected what the rules of its file say; empty is silence
 * @param moments the moments of its story in order; null when no matter
 * @param unlike the name of the case that it differs from in one thing; null when it stands alone
 * @param setting each thing that is given or happens, for telling twins apart
 */
record Case(
    int line,
    String name,
    @Nullable Given given,
    List<Step> story,
    Catalogue catalogue,
    List<Expected> expected,
    @Nullable List<String> moments,
    @Nullable YamlText unlike,
    Map<String, String> setting) {}
