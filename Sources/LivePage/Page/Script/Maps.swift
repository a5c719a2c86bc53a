extension Script {
  /// The heatmaps of the models that were finished last, a picture a class.
  static let maps = #"""
    const shownModels = new Map();
    const drawMaps = () => {
      setHidden(byId("maps"), model.maps.length === 0);
      const models = Map.groupBy(model.maps, (map) => map.trial);
      for (const [trial, shown] of shownModels)
        if (!models.has(trial)) { shown.remove(); shownModels.delete(trial); }
      let next = byId("models").firstElementChild;
      for (const [trial, maps] of models) {
        let shown = shownModels.get(trial);
        if (!shown) {
          shown = makeModel(trial, maps);
          shownModels.set(trial, shown);
        }
        if (shown === next) next = next.nextElementSibling; else byId("models").insertBefore(shown, next);
        const arm = results.get(maps[0].experiment)?.experiment.arms.find((arm) => arm.name === maps[0].arm);
        if (arm) shown.querySelector(".dot").style.background = colorOf(arm);
      }
    };
    const makeModel = (trial, maps) => {
      const element = make("div", "model"), title = make("h3"), grid = make("div");
      title.append(make("span", "dot"), trial);
      for (const map of maps) {
        const figure = make("figure"), image = make("img");
        const words = isNumber(map.share_inside) ? `${Math.round(100 * map.share_inside)} % inside` : "no share";
        [image.width, image.height, image.loading, image.decoding] = [map.width, map.height, "lazy", "async"];
        image.alt = `heatmap of ${trial} on an image of class ${map.class_name}: ${words}`;
        image.src = `/maps/${encodeURIComponent(map.id)}.png`;
        figure.append(image, make("figcaption", "", `${map.class_name} ${isNumber(map.share_inside) ? `${Math.round(100 * map.share_inside)} %` : ""}`));
        grid.append(figure);
      }
      element.append(title, grid);
      return element;
    };
    """#
}
