-- How many attempts of a user at a call were refused or failed in the present span of time: so many are recorded one
-- by one, the others are counted here and recorded as one entry.
CREATE TABLE "attempt_counts" (
    "user_id" INTEGER NOT NULL,
    "call" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "recorded" INTEGER NOT NULL,
    "left_out" INTEGER NOT NULL,
    "door" "door" NOT NULL,

    CONSTRAINT "attempt_counts_pkey" PRIMARY KEY ("user_id","call")
);

-- AddForeignKey
ALTER TABLE "attempt_counts" ADD CONSTRAINT "attempt_counts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
