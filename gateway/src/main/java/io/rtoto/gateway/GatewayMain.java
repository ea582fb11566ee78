package io.rtoto.gateway;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway as a process of its own: settings from the environment, until SIGTERM. */
public final class GatewayMain {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);
  private static final int FAILED = 1;
  private static final int WRONG_SETTINGS = 2;

  private GatewayMain() {}

  /**
   * Starts; the process ends when it is told to, after it has answered what was under way. Exit
   * code 2 when a setting makes no sense, 1 when it cannot start; both with a sentence.
   */
  public static void main(String[] arguments) {
    try {
      Gateway gateway = Gateway.start(GatewayEnvironment.read(System.getenv()));
      Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "rtoto-gateway-stop"));
      LOG.info(
          "The gateway listens on port {}, and on port {} for operators.",
          gateway.port(),
          gateway.managementPort());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_SETTINGS);
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(FAILED);
    }
  }
}
