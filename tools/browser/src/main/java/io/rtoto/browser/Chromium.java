package io.rtoto.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A real browser. Each visitor has storage of their own, and as many tabs as they open. */
public final class Chromium implements AutoCloseable {
  /** It calls itself what people use: a headless one is a robot to the gateway. */
  private static final String USER_AGENT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
          + " Safari/537.36";

  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts the one that {@code RTOTO_CHROMIUM} names, else Debian's. */
  public static Chromium start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        Path.of(
                            Objects.requireNonNullElse(
                                System.getenv("RTOTO_CHROMIUM"), "/usr/bin/chromium")))
                    .setArgs(FLAGS));
    return new Chromium(playwright, browser);
  }

  /** A visitor at a desktop. */
  public BrowserContext visitor(ColorScheme scheme) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setUserAgent(USER_AGENT)
            .setColorScheme(scheme)
            .setLocale("en-GB")
            .setViewportSize(1280, 860));
  }

  /** A visitor with a phone. */
  public BrowserContext visitorWithPhone() {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setUserAgent(USER_AGENT)
            .setLocale("zh-TW")
            .setIsMobile(true)
            .setHasTouch(true)
            .setViewportSize(390, 844));
  }

  /** Keeps a picture of a page under {@code target/screenshots}. */
  public static void keep(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
