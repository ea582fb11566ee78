package io.rtoto.rules.sandbox;

import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Defines the classes of one version of the rules, and lets them see nothing but facts, the engine
 * and harmless classes of the platform. When the version is dropped, this loader goes with it.
 */
public final class RuleClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String GUARD = Guard.class.getName();

  private final Map<String, byte[]> classes;
  private final ClassLoader host;

  /**
   * A loader of these classes.
   *
   * @param classes bytecode by class name, such as {@code retail.cart_abandoned.Rules1}; may be
   *     empty, where rules are only compiled
   * @param host where facts and engine are found
   */
  public RuleClassLoader(Map<String, byte[]> classes, ClassLoader host) {
    super("rules", null);
    this.classes = Map.copyOf(classes);
    this.host = host;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] code = classes.get(name);
    if (code == null) {
      // Woven into rules that are loaded; those that are compiled do not find it.
      if (name.equals(GUARD) && !classes.isEmpty()) {
        return Guard.class;
      }
      if (AllowedClasses.allows(name)) {
        return host.loadClass(name);
      }
      throw new ClassNotFoundException(name + " is out of reach of rules.");
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, code, 0, code.length);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    return allowsResource(name) ? host.getResource(name) : null;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    return Collections.emptyEnumeration();
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    return allowsResource(name) ? host.getResourceAsStream(name) : null;
  }

  private static boolean allowsResource(String name) {
    String suffix = ".class";
    return name.endsWith(suffix)
        && AllowedClasses.allows(
            name.substring(0, name.length() - suffix.length()).replace('/', '.'));
  }
}
