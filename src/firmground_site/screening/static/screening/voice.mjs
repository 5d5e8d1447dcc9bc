// Reads words aloud: by a recording where the pack has one, else by a voice that is on the device itself. A voice that works
// by sending the words to somebody else's computer is never used.

const SAME = { tl: ["fil"], id: ["in"], "zh-hant": ["zh-tw", "zh-hk", "yue"], "zh-hans": ["zh-cn", "zh-sg", "cmn-hans"] };

/** Whether a voice's language is one that words of a language can be read in. */
export function suits(voice, tag) {
  const spoken = voice.toLowerCase().replaceAll("_", "-");
  const wanted = [tag.toLowerCase(), ...(SAME[tag.toLowerCase()] ?? [])];
  return wanted.some((each) => spoken === each || spoken.startsWith(`${each}-`));
}

/** One at a time: to read something stops what is being read. */
export class Voice {
  constructor({ recordings = {}, folder = "/screening/recordings/", synthesis = globalThis.speechSynthesis } = {}) {
    Object.assign(this, { recordings, folder, synthesis, playing: null, turn: 0 });
    synthesis?.getVoices(); // some browsers only begin to look for voices when they are asked
  }

  /** How words {key, text, language} can be read: "recording", "device" or "none". */
  way(words) {
    if (this.recordings[words.language.tag]?.[words.key]) return "recording";
    return this.onDevice(words.language.tag) ? "device" : "none";
  }

  onDevice(tag) {
    return (this.synthesis?.getVoices() ?? []).find((each) => each.localService && suits(each.lang, tag)) ?? null;
  }

  /** Read some words, one after the other; true when all were read, false when one could not be, null when it was stopped. */
  async read(several) {
    this.stop();
    const turn = this.turn;
    for (const words of several) {
      const done = await this.one(words);
      if (turn !== this.turn) return null;
      if (!done) return false;
    }
    return true;
  }

  /** A recording that cannot be had now, such as one that is not kept where there is no signal, leaves its words to the device. */
  async one(words) {
    const turn = this.turn;
    if (this.way(words) === "recording") {
      if (await this.play(this.recordings[words.language.tag][words.key])) return true;
      if (turn !== this.turn) return false;
    }
    return this.onDevice(words.language.tag) ? this.speak(words) : false;
  }

  play(recording) {
    this.playing = new Audio(this.folder + recording.name);
    return new Promise((resolve) => {
      for (const name of ["pause", "ended"]) this.playing.addEventListener(name, () => resolve(true));
      this.playing.addEventListener("error", () => resolve(false));
      this.playing.play().catch(() => resolve(false));
    });
  }

  speak(words) {
    const said = new SpeechSynthesisUtterance(words.text);
    said.voice = this.onDevice(words.language.tag);
    said.lang = said.voice.lang;
    said.rate = 0.9;
    return new Promise((resolve) => {
      said.addEventListener("end", () => resolve(true));
      said.addEventListener("error", () => resolve(false));
      this.synthesis.speak(said);
    });
  }

  stop() {
    this.turn += 1;
    this.playing?.pause();
    this.playing = null;
    this.synthesis?.cancel();
  }
}
