package io.rtoto.jobs.association;

import io.rtoto.jobs.time.Turn;
import org.jspecify.annotations.Nullable;

/** What an article is told by others than the catalogue's entry of its own. */
public sealed interface AboutArticle permits Listing, ProductAsked, ArticleOrdered {
  /** Which article. */
  String articleId();

  /** When it is its turn in a replay; null when it is always. */
  @Nullable Turn turn();
}
