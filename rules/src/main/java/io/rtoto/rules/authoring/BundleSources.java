package io.rtoto.rules.authoring;

import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.SourceReading;
import java.util.Optional;

/** Reads the sources of published rules as their compiler did. */
public final class BundleSources implements SourceReading {
  /** The same for all. */
  public static final SourceReading READING = new BundleSources();

  private BundleSources() {}

  /** Sources whose settings cannot be read ask for it: nobody knows what else they would say. */
  @Override
  public boolean demandApproval(RuleBundle bundle) {
    try {
      return LibrarySettings.in(bundle.sources()).publish().approvalRequired();
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  @Override
  public Optional<String> version(RuleBundle bundle) {
    return Optional.ofNullable(bundle.facts())
        .map(facts -> new RuleLibrary(bundle.sources()).versionAgainst(facts));
  }
}
