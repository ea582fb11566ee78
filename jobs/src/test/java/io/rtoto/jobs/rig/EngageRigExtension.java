package io.rtoto.jobs.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one rig of the whole run: it starts when first asked for, and ends with the run.
 */
public final class EngageRigExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace RIG =
      ExtensionContext.Namespace.create(EngageRig.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EngageRig.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(RIG)
        .getOrComputeIfAbsent(EngageRig.class, any -> started(), EngageRig.class);
  }

  private static EngageRig started() {
    try {
      return EngageRig.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
