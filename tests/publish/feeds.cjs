// Reads a feed with podcast-partytime and feedsmith, and transcripts with webvtt-parser; prints what they found.
// node feeds.cjs FEED.xml [TRANSCRIPT.vtt...]; NODE_PATH names the folder of the packages.
const { readFileSync } = require("node:fs");
const { parseFeed } = require("podcast-partytime");
const feedsmith = require("feedsmith");
const { WebVTTParser } = require("webvtt-parser");

const [feed, ...transcripts] = process.argv.slice(2);
const xml = readFileSync(feed, "utf8");
const quietly = (read) => { try { return read(); } catch (error) { return { error: String(error) }; } };
console.log("\x1e" + JSON.stringify({
  partytime: quietly(() => parseFeed(xml)),
  feedsmith: quietly(() => feedsmith.parseFeed(xml).feed),
  vtt: transcripts.map((path) => {
    const { errors, cues } = new WebVTTParser().parse(readFileSync(path, "utf8"), "subtitles/captions/descriptions");
    return { errors, cues: cues.length };
  }),
}));
