import { tell, type Part, type Told } from "./said";
import { named as nameOf, type Story } from "./story";

export function named(story: Story): Told {
  return tell`named a moment ${moment(story)}.`;
}

export function removed(story: Story): Told {
  return tell`took the name ${moment(story)} off a moment.`;
}

function moment(story: Story): Part {
  const id = story.change("moment")?.id ?? "";
  return nameOf("moment", id, story.now("moment", id).name, "without words");
}
