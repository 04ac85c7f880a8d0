// Labels of the page, Bengali and English; `t("key", value…)` fills in {}.
const WORDS = {
  bn: {
    studio: "স্টুডিও", skip: "খবরের তালিকায় যান", language: "English", undo: "আগের অবস্থায় ফিরুন", newDraft: "নতুন বুলেটিন", drafts: "বুলেটিন",
    title: "বুলেটিনের নাম", remove: "এই বুলেটিন সরান", removeSure: "এই বুলেটিন সরিয়ে রাখব? খসড়াটি পুরনো ফোল্ডারে থেকে যাবে।",
    gather: "খবর যোগ করুন", paste: "লিঙ্ক বা লেখা এখানে পেস্ট করুন", pasteHint: "লিঙ্ক এক লাইনে একটি করে; ফিডের লিঙ্কও চলে। নয়তো গোটা লেখাটাই পেস্ট করুন।",
    add: "যোগ করুন", files: "ফাইল বাছুন", drop: "বা ফাইল এনে এখানে ছাড়ুন (লেখা, ওয়েব পাতা, PDF, Word, EPUB)", sources: "আপনার উৎস", queue: "পড়ার তালিকা ({})", feed: "ফিডের লিঙ্ক মনে রাখুন", keepFeed: "মনে রাখুন", dropFeed: "ভুলে যান: {}", read: "বাছা উৎস পড়ুন", adding: "পড়া হচ্ছে…", added: "{} টি খবর যোগ হল।",
    stories: "খবর", noStories: "এখনও কোনও খবর নেই। উপরে লিঙ্ক বা লেখা পেস্ট করুন।", opening: "শুরুর কথা", headlines: "শিরোনাম", recap: "শেষে আবার শিরোনাম", closing: "বিদায়",
    open: "খুলুন", up: "উপরে তুলুন: {}", down: "নীচে নামান: {}", pin: "শিরোনামে রাখুন", pinned: "শিরোনামে আছে", leaveOut: "বাদ দিন", takeBack: "ফিরিয়ে নিন", leftOut: "বাদ দেওয়া খবর",
    double: "একই খবর: {}", merge: "মিলিয়ে দিন", mergeInto: "অন্য খবরের সঙ্গে মেলান", choose: "বাছুন…", sentences: "{} টি বাক্য", seconds: "{}", drag: "টেনে সরান",
    back: "তালিকা", hearStory: "খবরটি শুনুন", hearAll: "পুরোটা শুনুন", stop: "থামান", hear: "শুনুন: {}", edit: "বদলান: {}", strike: "বাদ দিন: {}", restore: "ফিরিয়ে নিন: {}",
    editShort: "বদলান", strikeShort: "বাদ", restoreShort: "ফিরিয়ে নিন", written: "যেমন লেখা", saidAs: "যেমন বলা হবে", saidAsHint: "খালি রাখলে নিয়ম মেনে বলা হবে", save: "রাখুন", cancel: "থাক",
    addLine: "বাক্য যোগ করুন", newLine: "নতুন বাক্য", headline: "শিরোনাম", source: "উৎস", also: "আরও আছে: {}", voice: "কণ্ঠ", anyVoice: "নিজে থেকে", sayWord: "শব্দটি কেমন বলা হবে: {}", words: "শব্দ",
    wordTitle: "শব্দটি কেমন বলা হবে", word: "শব্দ", now: "এখন বলা হয়", sounds: "ধ্বনি", sayIt: "এভাবে বলুন", sayItHint: "বাংলা অক্ষরে, বা ধ্বনিতে, যেমন /b i g g a n/", hearNow: "এখনকার উচ্চারণ শুনুন", hearNew: "নতুন উচ্চারণ শুনুন",
    always: "সব বুলেটিনে এভাবে বলুন", forget: "নিয়মে ফিরিয়ে দিন", wordSaved: "শব্দটি এখন এভাবে বলা হবে।",
    settings: "কণ্ঠ ও ধরন", preset: "ধরন", bodyVoice: "খবরের কণ্ঠ", headlineVoice: "শিরোনামের কণ্ঠ", length: "দৈর্ঘ্য", asLong: "যত দূর যায়", minutes: "{} মিনিট",
    sends: "(লেখা {}-এ পাঠানো হয়)", lexicon: "এই বুলেটিনের শব্দ",
    making: "তৈরি ও প্রকাশ", make: "তৈরি করুন", about: "প্রায় {}", making_: "তৈরি হচ্ছে…", hearLive: "তৈরি হতে হতে শুনুন", notYet: "এখনও শোনার মতো কিছু তৈরি হয়নি।", stale: "তার পরে বদল হয়েছে: আবার তৈরি করুন।", speak: "বলা হচ্ছে", master: "শব্দ মেলানো হচ্ছে", fetch: "আনা হচ্ছে", publish: "প্রকাশ করুন", made: "পর্বটি তৈরি: {}", openEpisode: "পর্বটি খুলুন",
    degraded: "{} টি বাক্য অন্য কণ্ঠে বলা হয়েছে।", target: "কোথায়", targetHint: "একটি ফোল্ডার, বা host:path; খালি থাকলে সেটিংসের ঠিকানা", publishTitle: "প্রকাশ করুন", publishing: "প্রকাশ হচ্ছে…", published: "প্রকাশ হয়েছে: {} টি ফাইল পাঠানো হল।",
    saved: "সব রাখা আছে", saving: "রাখা হচ্ছে…", offline: "স্টুডিও বন্ধ আছে, বা পৌঁছনো যাচ্ছে না। যা লিখেছেন তা এখানে আছে।", conflict: "অন্য জানলায় এটি বদলেছে। এখনকার অবস্থা দেখানো হচ্ছে।", again: "আবার করুন", close: "বন্ধ করুন", changedElsewhere: "অন্য জানলায় বদল হয়েছে।",
    skipped: "পড়া যায়নি", tune: "সুর", headlinesHere: "খবরের শিরোনামগুলি", failed: "হল না: {}", moved: "{}: এখন {} নম্বরে", edited: "বদলানো", own: "নিজের উচ্চারণ",
    reasons: { "related-link": "অন্য খবরের লিঙ্ক", embed: "এমবেড করা পোস্ট", credit: "ছবির কৃতজ্ঞতা", tags: "ট্যাগ", advert: "বিজ্ঞাপন", comment: "মন্তব্যের আহ্বান", copyright: "স্বত্ব", disclaimer: "দায়মুক্তি", "live-stamp": "লাইভের সময়", older: "পুরনো লাইভ", furniture: "পাতার অংশ", plug: "সাবস্ক্রাইবের ডাক", repeat: "আগেই বলা", foreign: "বাংলা নয়", user: "আপনি বাদ দিয়েছেন", "max-minutes": "দৈর্ঘ্যের জন্য" },
    failures: { NoInputError: "পড়ে শোনানোর মতো কিছু পাওয়া গেল না।", SourceError: "উৎসটি পড়া গেল না।", SpeechError: "বলা গেল না।", NotReady: "এই কণ্ঠ এখনও তৈরি নয়।", TryLater: "এখন বলা গেল না, পরে হতে পারে।", AudioError: "শব্দ তৈরি করা গেল না।", StorageError: "ফাইলে রাখা গেল না।", LexiconError: "এভাবে বলা যায় না: বাংলা অক্ষরে বা ধ্বনিতে লিখুন।", DraftError: "খসড়ার একটি লাইন পড়া যাচ্ছে না।" },
    presets: { neutral: "সাধারণ", akashvani: "আকাশবাণীর মতো", betar: "বেতারের মতো" },
  },
  en: {
    studio: "Studio", skip: "Go to the stories", language: "বাংলা", undo: "Undo", newDraft: "New bulletin", drafts: "Bulletin",
    title: "Title of the bulletin", remove: "Put this bulletin away", removeSure: "Put this bulletin away? Its draft stays in the folder of old ones.",
    gather: "Add stories", paste: "Paste links or text here", pasteHint: "Links one a line, those of feeds too. Or paste a whole text.",
    add: "Add", files: "Choose files", drop: "or drop files here (text, web pages, PDF, Word, EPUB)", sources: "Your sources", queue: "Reading queue ({})", feed: "Remember the link of a feed", keepFeed: "Remember", dropFeed: "Forget: {}", read: "Read the chosen ones", adding: "Reading…", added: "{} stories added.",
    stories: "Stories", noStories: "There are no stories yet. Paste links or text above.", opening: "Opening", headlines: "Headlines", recap: "Headlines again", closing: "Farewell",
    open: "Open", up: "Move up: {}", down: "Move down: {}", pin: "Keep in the headlines", pinned: "In the headlines", leaveOut: "Leave out", takeBack: "Take back", leftOut: "Left out",
    double: "Same news: {}", merge: "Merge", mergeInto: "Merge into another story", choose: "Choose…", sentences: "{} sentences", seconds: "{}", drag: "Drag to move",
    back: "List", hearStory: "Hear the story", hearAll: "Hear all of it", stop: "Stop", hear: "Hear: {}", edit: "Change: {}", strike: "Leave out: {}", restore: "Take back: {}",
    editShort: "Change", strikeShort: "Leave out", restoreShort: "Take back", written: "As written", saidAs: "As said", saidAsHint: "Empty: said by the rules", save: "Save", cancel: "Cancel",
    addLine: "Add a sentence", newLine: "New sentence", headline: "Headline", source: "Source", also: "Also: {}", voice: "Voice", anyVoice: "Automatic", sayWord: "How this is said: {}", words: "Words",
    wordTitle: "How a word is said", word: "Word", now: "Said now", sounds: "Sounds", sayIt: "Say it as", sayItHint: "In Bengali letters, or sounds as /b i g g a n/", hearNow: "Hear it as it is now", hearNew: "Hear it as it would be",
    always: "Say it so in all bulletins", forget: "Back to the rules", wordSaved: "The word is said so now.",
    settings: "Voices and style", preset: "Style", bodyVoice: "Voice of the stories", headlineVoice: "Voice of the headlines", length: "Length", asLong: "As long as it is", minutes: "{} minutes",
    sends: "(sends the text to {})", lexicon: "Words of this bulletin",
    making: "Make and publish", make: "Make", about: "about {}", making_: "Making…", hearLive: "Hear it while it is made", notYet: "Nothing is ready to be heard yet.", stale: "Changed since: make it again.", speak: "speaking", master: "mastering", fetch: "fetching", publish: "Publish", made: "The episode is made: {}", openEpisode: "Open the episode",
    degraded: "{} sentences are spoken by another voice.", target: "Where to", targetHint: "A folder, or host:path; empty takes that of the settings", publishTitle: "Publish", publishing: "Publishing…", published: "Published: {} files sent.",
    saved: "All is saved", saving: "Saving…", offline: "The studio is closed or cannot be reached. What you wrote is kept here.", conflict: "Another window has changed this. You see it as it is now.", again: "Do it again", close: "Close", changedElsewhere: "Another window has changed something.",
    skipped: "Could not be read", tune: "Tune", headlinesHere: "The headlines of the stories", failed: "Failed: {}", moved: "{}: now number {}", edited: "changed", own: "own reading",
    reasons: { "related-link": "link to another story", embed: "embedded post", credit: "picture credit", tags: "tags", advert: "advertisement", comment: "call for comments", copyright: "copyright", disclaimer: "disclaimer", "live-stamp": "live time stamp", older: "older live entry", furniture: "part of the page", plug: "call to subscribe", repeat: "said before", foreign: "not Bengali", user: "left out by you", "max-minutes": "for length" },
    failures: {},
    presets: { neutral: "Neutral", akashvani: "Like Akashvani", betar: "Like Betar" },
  },
};
const KEPT = "audionews:language";
let language = localStorage.getItem(KEPT) === "en" ? "en" : "bn";

export const t = (key, ...values) => (WORDS[language][key] ?? key).replaceAll("{}", () => values.shift()); // a value may hold "$&" or "{}"
export const reason = (name) => WORDS[language].reasons[name] ?? name;
export const preset = (name) => WORDS[language].presets[name] ?? name;
export const failureOf = (name) => WORDS[language].failures[name] ?? "";
export const digits = (value) => language === "bn" ? String(value).replace(/\d/g, (digit) => "০১২৩৪৫৬৭৮৯"[digit]) : String(value);
export const clock = (seconds) => digits(`${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, "0")}`);
export const spokenLanguage = () => language;
export function switchLanguage() {
  language = language === "bn" ? "en" : "bn";
  localStorage.setItem(KEPT, language);
}
