package io.rtoto.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;

/**
 * The least that a server of the gateway's framework can do with a request: it reads the body, and
 * answers. What a gateway costs is compared with it.
 */
public final class EchoProcess {
  private EchoProcess() {}

  /**
   * Answers until the process is ended.
   *
   * @param arguments the port of the loopback address to listen on
   */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body ->
                                request
                                    .response()
                                    .putHeader("Content-Type", "application/json")
                                    .end("{\"bytes\":" + body.length() + "}"))
                        .onFailure(ended -> request.connection().close()));
    server
        .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
        .onFailure(
            failure -> {
              System.err.println(failure.getMessage());
              System.exit(1);
            });
  }
}
