package io.rtoto.gateway.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;

/**
 * The gateway's figures, as Prometheus reads them. Every label has few values: a route's path and
 * never a request's, so that nobody can make series without end.
 */
public final class Figures implements AutoCloseable {
  /** The media type of Prometheus' text format. */
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.OPTIONS);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Begins to count: of the process, what the JVM tells. */
  public Figures() {
    // Their names are none by Prometheus' rules; what they tell, the others of the process do too.
    registry
        .config()
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
        .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Where others count. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Times every request of that router. To be called before routes are added. */
  public void time(Router router) {
    router.route().handler(this::time);
  }

  /** Adds {@code /metrics}. */
  public void mount(Router router) {
    router
        .get("/metrics")
        .handler(
            c ->
                c.response()
                    .putHeader("Content-Type", TEXT_FORMAT)
                    .putHeader("Cache-Control", "no-store")
                    .end(registry.scrape(TEXT_FORMAT)));
  }

  /** Stops listening to the JVM. */
  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private void time(RoutingContext context) {
    Timer.Sample sample = Timer.start(registry);
    context.addEndHandler(ended -> sample.stop(timer(context)));
    context.next();
  }

  private Timer timer(RoutingContext context) {
    HttpMethod method = context.request().method();
    return Timer.builder("rtoto.http.requests")
        .description("Requests, from their headers to the end of the answer")
        .tag("method", METHODS.contains(method) ? method.name() : "other")
        .tag("route", routeOf(context))
        .tag("status", Integer.toString(context.response().getStatusCode()))
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(15),
            Duration.ofMillis(60),
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(registry);
  }

  /** What nobody answers has no route of its own. */
  private static String routeOf(RoutingContext context) {
    Route route = context.currentRoute();
    String path = route == null ? null : route.getPath();
    if (path == null) {
      return "none";
    }
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
