// Makes the icons that are not SVG from the one that is: docs/decisions/0020-installable.md says how.
const square = { padding: 0, resizeOptions: { fit: "contain", background: "#1d6b58" } };

export default {
  images: ["public/favicon.svg"],
  preset: {
    transparent: { sizes: [192, 512], favicons: [], padding: 0 },
    maskable: { sizes: [512], ...square },
    apple: { sizes: [180], ...square },
    assetName: (type, { width }) =>
      ({
        transparent: `icon-${width}.png`,
        maskable: `icon-maskable-${width}.png`,
        apple: "apple-touch-icon.png",
      })[type],
  },
};
