/* SPDX-License-Identifier: MIT
 *
 * The sentences of the set, in two families. Lists and finders were tuned on the first; the second
 * was written before any tuning and only ever measured.
 */
#include "redaction/set.h"

static const char *const tuned_email[] = {"Please write to me at % with the outcome.",
                                          "My address for replies is %.",
                                          "You can reach me (%) at any time.",
                                          "Contact: %",
                                          "I sent this from % last week, no answer came.",
                                          NULL};

static const char *const tuned_phone[] = {
    "Call me on % if anything is unclear.", "My number is %.",           "Tel: %",
    "I rang from % and nobody picked up.",  "Please phone % after six.", NULL};

static const char *const tuned_postcode[] = {"We live in % and hear the traffic all night.",
                                             "My postcode is %.",
                                             "The junction near % floods every winter.",
                                             "Residents of % were not told.",
                                             "Postcode: %",
                                             NULL};

static const char *const tuned_address[] = {
    "I live at %, right beside the site.", "The noise outside % is dreadful.",
    "Please send the plans to %.",         "My home is %, and the wall will block my light.",
    "We moved to % ten years ago.",        NULL};

static const char *const tuned_name[] = {"I spoke to Mr % about this and he agreed.",
                                         "Cllr % promised us a meeting.",
                                         "My doctor, Dr %, says the air is bad.",
                                         "My name is % and I have three children.",
                                         "\nKind regards,\n%",
                                         "\nYours sincerely\n%",
                                         "Mrs % next door feels the same.",
                                         NULL};

static const char *const tuned_url[] = {"There are photos at % for anyone who doubts it.",
                                        "See % for my full report.",
                                        "My page (%) has more.",
                                        "I have written about this on %.",
                                        "Link: %",
                                        NULL};

static const char *const tuned_insurance[] = {"My National Insurance number is % if you need it.",
                                              "NI number: %",
                                              "I gave % on the form.",
                                              "They lost my record, %, twice.",
                                              "Please check under %.",
                                              NULL};

static const char *const tuned_nhs_number[] = {"My NHS number is %.",
                                               "NHS no. % is on the letter.",
                                               "I am a patient, %, at the practice.",
                                               "The surgery has me as %.",
                                               "NHS number: %",
                                               NULL};

static const char *const tuned_card[] = {
    "I paid with % and want a refund.",      "My card % was charged twice.",
    "The permit was paid by card number %.", "Card: %",
    "Please refund the parking fine to %.",  NULL};

static const char *const tuned_account[] = {
    "My account number is %.",     "Pay the grant into account %, please.", "Account no: %",
    "The bank account % is ours.", "Refund account number % as agreed.",    NULL};

static const char *const tuned_vehicle[] = {"My car, %, was clipped there.",
                                            "The van % parks across our drive.",
                                            "Registration: %",
                                            "I saw % mount the pavement.",
                                            "My number plate is %.",
                                            NULL};

static const char *const tuned_passport[] = {"My passport number is %.",
                                             "Passport: %",
                                             "I showed passport % as proof.",
                                             "Passport no. % was copied at the desk.",
                                             "They took my passport number, %, for no reason.",
                                             NULL};

static const char *const tuned_licence[] = {"My driving licence is %.",
                                            "Licence number: %",
                                            "They asked for % at the counter.",
                                            "I gave my licence, %, as proof of address.",
                                            "Driver %, that is me.",
                                            NULL};

static const char *const tuned_birth_date[] = {"I was born on % in this very street.",
                                               "Date of birth: %",
                                               "My DOB is %.",
                                               "DOB % if you need to look me up.",
                                               "My mother, born %, cannot climb the steps.",
                                               NULL};

static const char *const tuned_look_alikes[] = {"The budget rose by £#,###,### in 2015-2017.",
                                                "See question Q#a(i) and the note on PLF 2016.",
                                                "The Equality Act 2010 applies to all of this.",
                                                "Reference ########## failed to load on your site.",
                                                "Dear Sir, this will not do.",
                                                "Version #.#.# of the plan was better.",
                                                "About #5% of people use the A#4 on a Monday.",
                                                "Phase 2 Station Road was never finished.",
                                                "Order 1234 5678 9012 3456 never came.",
                                                "The meeting on 12/0#/2016 at 7.30pm was full.",
                                                "Church Lane and High Street both flood.",
                                                "We asked Mr to explain, and he did not.",
                                                "With regards to the timetable, it is too thin.",
                                                "Many thanks. However, I still object.",
                                                "More at www.example.org or from the library.",
                                                "The form has ### fields and 12 pages.",
                                                "The M# 3rd lane is closed again.",
                                                "In 2016 Station Road was dug up.",
                                                "My name is on the list already.",
                                                "Section 106 money of £##0,000 was promised.",
                                                "ISO 9001 and BS 5837 are not the point.",
                                                "The Lord Mayor opened it on 3 May.",
                                                "I am against the scheme @ any price.",
                                                "Call 101 or 999 if you see it.",
                                                "Born and bred here, I have seen it all.",
                                                "My account of what happened is on page ##.",
                                                "Option 2 High Street closures would hurt trade.",
                                                NULL};

static const char *const tuned_fillers[] = {"The plan is a good one on the whole.",
                                            "I do not see the need for it.",
                                            "It would help older people.",
                                            "Too little thought went into the timing.",
                                            "We would rather keep the service as it is.",
                                            NULL};

const redaction_family redaction_tuned = {
    {tuned_email, tuned_phone, tuned_postcode, tuned_address, tuned_name, tuned_url,
     tuned_insurance, tuned_nhs_number, tuned_card, tuned_account, tuned_vehicle, tuned_passport,
     tuned_licence, tuned_birth_date},
    tuned_look_alikes,
    tuned_fillers};

static const char *const held_out_email[] = {
    "happy to talk more, just email %", "Anyone interested should drop a line to %, thanks.",
    "Replies by post or to %!",         "e-mail - %",
    "The petition is run from <%>.",    NULL};

static const char *const held_out_phone[] = {
    "You may text % in the evening.",
    "Ring %; leave a message.",
    "Daytime phone %, evenings only.",
    "mob %",
    "If the pump fails the number to dial is %, they said.",
    NULL};

static const char *const held_out_postcode[] = {
    "Buses no longer stop at %.",
    "I am writing from %, where the bins are never emptied.",
    "Please count me under % in your map.",
    "(%, since 1998)",
    "our street (%) needs lighting",
    NULL};

static const char *const held_out_address[] = {
    "The drain by % has collapsed.",
    "Deliver the leaflets to %.",
    "As the owner of % I object.",
    "Why was the notice put up outside % and nowhere else?",
    "My parents have been at % since the war.",
    NULL};

static const char *const held_out_name[] = {"Ms % from the school said it was closing.",
                                            "Thank you to Councillor % for listening.",
                                            "PC % came within minutes.",
                                            "\nBest wishes\n%",
                                            "\nSigned: %",
                                            "We asked Professor % to read the report.",
                                            "\nMany thanks,\n%",
                                            "Name: %",
                                            NULL};

static const char *const held_out_url[] = {"everything is on %, have a look",
                                           "I posted the video: %.",
                                           "Proof (with dates) at %",
                                           "Please read % before you decide.",
                                           "As I say on my blog - % - it is a waste.",
                                           NULL};

static const char *const held_out_insurance[] = {
    "You will find my contributions under %.", "Nino %",
    "my national insurance no is %",           "The letter quoted %, which is mine.",
    "Benefits reference: %, as always.",       NULL};

static const char *const held_out_nhs_number[] = {"Hospital letters give % for me.",
                                                  "I had to repeat % four times on the phone.",
                                                  "(NHS: %)",
                                                  "My son's NHS number, %, was misread.",
                                                  "Look me up under %, please.",
                                                  NULL};

static const char *const held_out_card[] = {"The meter swallowed the money from %.",
                                            "I was told to read out %, which I did not like.",
                                            "Visa %",
                                            "It was taken off % in June.",
                                            "the pass was bought on my card (%)",
                                            NULL};

static const char *const held_out_account[] = {"My account (%) was debited.",
                                               "Send it to acc no %.",
                                               "The money never reached account number: %.",
                                               "Our society's bank account is %.",
                                               "a/c %",
                                               NULL};

static const char *const held_out_vehicle[] = {"A driver in % shouted at my kids.",
                                               "Blue hatchback, reg %, every morning.",
                                               "They ticketed % by mistake.",
                                               "The school run blocks us in, see %.",
                                               "vehicle registration %",
                                               NULL};

static const char *const held_out_passport[] = {"passport no %",
                                                "I was asked for my passport (%) to vote.",
                                                "Please note the new passport number: %.",
                                                "Her passport is % and his has expired.",
                                                "They wrote down passport number %.",
                                                NULL};

static const char *const held_out_licence[] = {"The hire desk copied %.",
                                               "licence %",
                                               "My licence number, %, is on file already.",
                                               "See driving licence %, issued last year.",
                                               "I had to show % to get a permit.",
                                               NULL};

static const char *const held_out_birth_date[] = {
    "dob: %",
    "She was born % and remembers the trams.",
    "I am a pensioner (date of birth %).",
    "Our eldest was born on %, a week before it shut.",
    "My birthday is %, and I want the park open by then.",
    NULL};

static const char *const held_out_look_alikes[] = {
    "It costs £#.# million, or £##,### a year, over 2019-2022.",
    "Our answers to Q1b(ii) and Q#c stand.",
    "The Road Traffic Act 1988 says otherwise.",
    "Ticket no 00012######## was not answered.",
    "Dear Sir or Madam, please think again.",
    "Release 10.#.## broke the map.",
    "Between 40 and #5 per cent said no.",
    "Bus 12 London Road is always late.",
    "The ISBN 978-3-16-148410-# book explains it.",
    "It opened on 0#.04.2014 and closed on 2 June 2018.",
    "A road, a street and a lane are not the same.",
    "The title Mr or Mrs should not be needed.",
    "As regards Leeds, we are far behind.",
    "Thanks. Please do better.",
    "The site example.org is down.",
    "There were 12 Green bins and # blue ones.",
    "The B#2 and the A6#0 were closed.",
    "Since 2012 Mill Lane has been one way.",
    "My name is not important here.",
    "The sum of ## 000 000 was spent.",
    "WD40 and MP3 players are sold there.",
    "Miss a bus and you wait an hour.",
    "Email and phone contact should be enough.",
    "Dial 111 for advice, they said.",
    "People born after 2000 never saw it.",
    "Your account must be wrong by ###.",
    "Zone 3 Park Row is the worst.",
    "The 1990-1995 plan had 200 000 readers.",
    "Sir, I must protest.",
    NULL};

static const char *const held_out_fillers[] = {
    "Nobody asked the shopkeepers.",         "The idea is sound but the money is not there.",
    "Children use that crossing every day.", "I am in two minds.",
    "It should be tried for a year first.",  NULL};

const redaction_family redaction_held_out = {
    {held_out_email, held_out_phone, held_out_postcode, held_out_address, held_out_name,
     held_out_url, held_out_insurance, held_out_nhs_number, held_out_card, held_out_account,
     held_out_vehicle, held_out_passport, held_out_licence, held_out_birth_date},
    held_out_look_alikes,
    held_out_fillers};
