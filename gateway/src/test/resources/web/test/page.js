// A shop's page with the classic build.
window.visitor = rtoto.start({
  writeKey: "demo",
  anonymousId: () => new URLSearchParams(location.search).get("anonymousId"),
  place: (offer) => (offer.kind === "recommendation" ? document.getElementById("strip") : undefined),
  // One product's page is where no link may lead.
  product: (id) => ({ url: id === "evil" ? "javascript:document.title='run'" : `/page?product=${id}`, image: id === "evil" ? "javascript:1" : undefined }),
  onOffer: (offer, report) => {
    if (offer.slot !== "own") return false;
    document.querySelector("h1").textContent = offer.name;
    report("shown");
    return true;
  },
});
