package io.rtoto.cli.shop;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What people ask in the chat, and what the shop says. */
record Phrases(List<String> questions, String answer) {
  private static final Phrases ENGLISH =
      new Phrases(
          List.of(
              "Hi, where is my order?",
              "Does this come in a smaller size?",
              "I would like to send one of these back.",
              "Do you deliver on Saturdays?"),
          "Thank you for asking. I have a look and come back to you in a minute.");

  private static final Map<String, Phrases> BY_LANGUAGE =
      Map.of(
          "zh-TW",
          new Phrases(
              List.of("請問我的訂單到哪裡了？", "這款有小一號的嗎？", "我想退貨，要怎麼辦理？", "週六會送貨嗎？"), "您好，感謝您的詢問，我馬上為您查詢。"),
          "zh-CN",
          new Phrases(
              List.of("请问我的订单到哪里了？", "这款有小一号的吗？", "我想退货，怎么办理？", "周六送货吗？"), "您好，感谢您的咨询，我马上为您查询。"));

  static Phrases in(String language) {
    return BY_LANGUAGE.getOrDefault(language, ENGLISH);
  }

  String question(SplittableRandom random) {
    return questions.get(random.nextInt(questions.size()));
  }
}
