import { useRef } from "react";
import { Button, type ButtonProps } from "../elements/Button";
import { UploadIcon } from "../elements/icons";
import { useMessages } from "../messages/language";
import { given } from "./givenFiles";
import { useUploader } from "./uploads";

/** Lets the person choose photos; on phones the system offers those of the device. */
export function UploadButton({ look = "primary", className = "" }: Pick<ButtonProps, "look" | "className">) {
  const messages = useMessages();
  const uploader = useUploader();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={look} className={className} onClick={() => input.current?.click()}>
        <UploadIcon className="size-4" />
        {messages.uploads.choose}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        // Some systems do not count these among the images.
        accept="image/*,.heic,.heif,.avif"
        hidden
        data-testid="upload-input"
        onChange={(event) => {
          uploader.add([...(event.target.files ?? [])].map(given));
          // The same files can be chosen once more.
          event.target.value = "";
        }}
      />
    </>
  );
}
